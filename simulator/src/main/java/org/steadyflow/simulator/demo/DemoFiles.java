package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.steadyflow.firmware.control.Admission;
import org.steadyflow.firmware.control.SignatureRule;
import org.steadyflow.firmware.envelope.EnvelopeWriter;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.monitor.PharmacyKey;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.simulator.run.Examples;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Signatures;

/** The example files that the demo's pump is given: prescriptions, the drug library and the key that signed them. */
final class DemoFiles {
    /** What the bedside page offers: a dose, doses on request, prompts, rates, a soft limit and a hard one. */
    private static final List<String> OFFERED = List.of(
            "antibiotic-ceftriaxone.json",
            "08-morphine-pca.json",
            "24-flush-protocol.json",
            "17-dobutamine.json",
            "hydration-over-soft-limit.json",
            "morphine-over-hard-limit.json");

    private static final String PRESCRIPTIONS = "prescriptions/";
    private static final String LIBRARY = "library.json";
    private static final String KEY = "keys/EXAMPLE-never-trust.pub";

    private final Path folder;

    private DemoFiles(Path folder) {
        this.folder = folder;
    }

    /** Lays the example files into {@code folder}. */
    static DemoFiles in(Path folder) throws IOException {
        DemoFiles files = new DemoFiles(Files.createDirectories(folder));
        for (String name : OFFERED) {
            files.copy(PRESCRIPTIONS + name, name);
            files.copy(PRESCRIPTIONS + name + DetachedSignature.FILE_SUFFIX, name + DetachedSignature.FILE_SUFFIX);
            files.copy(PRESCRIPTIONS + name + EnvelopeWriter.FILE_SUFFIX, name + EnvelopeWriter.FILE_SUFFIX);
        }
        return files;
    }

    /** Prescriptions with their signatures beside them; the first is the one that the demo infuses. */
    List<Path> offered() {
        return OFFERED.stream().map(folder::resolve).toList();
    }

    /** Which prescriptions the demo's pump lets in: those of the example key, or any. */
    Admission admission(boolean takesUnsigned) throws IOException {
        if (takesUnsigned) {
            return new Admission(Optional.empty(), SignatureRule.OPTIONAL, Demo.PUMP, Optional.empty());
        }
        PublicKey key = Signatures.readPublic(copy(KEY, "example-key.pub"));
        return new Admission(Optional.of(key), SignatureRule.REQUIRED, Demo.PUMP, Optional.empty());
    }

    /** The example library, where that admission lets it in. */
    DrugLibrary library(Admission admission) throws IOException {
        LibraryReading.Accepted read =
                switch (LibraryReader.read(Examples.bytes(LIBRARY))) {
                    case LibraryReading.Accepted accepted -> accepted;
                    case LibraryReading.Refused refused ->
                        throw new IOException("the example library cannot be used: "
                                + refused.problems().stream()
                                        .map(Problem::sentence)
                                        .collect(Collectors.joining(" ")));
                };
        String signature = Examples.text(LIBRARY + DetachedSignature.FILE_SUFFIX);
        return switch (admission.ofLibrary(read, signature, Optional.empty())) {
            case Admission.Answer.Admitted _ -> read.library();
            case Admission.Answer.Refused(String why) -> throw new IOException(why);
        };
    }

    /**
     * A prescription file and the signature beside it.
     *
     * @param signature empty where there is none
     * @param envelope base64 of the envelope for the monitor; empty where there is none
     */
    record Signed(String text, String signature, String envelope) {
        static Signed read(Path file) throws IOException {
            Path besides = file.resolveSibling(file.getFileName() + DetachedSignature.FILE_SUFFIX);
            String signature = Files.exists(besides) ? Files.readString(besides) : "";
            Path enveloped = file.resolveSibling(file.getFileName() + EnvelopeWriter.FILE_SUFFIX);
            String envelope =
                    Files.exists(enveloped) ? Base64.getEncoder().encodeToString(Files.readAllBytes(enveloped)) : "";
            return new Signed(Files.readString(file), signature, envelope);
        }
    }

    /** The pharmacy's key, as the demo's monitor is given it. */
    PublicKey monitorKey() throws IOException {
        return PharmacyKey.read(copy(KEY, "monitor-key.pub"));
    }

    private Path copy(String example, String name) throws IOException {
        return Files.write(folder.resolve(name), Examples.bytes(example));
    }
}
