package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.app.MechanismOption;
import org.steadyflow.firmware.control.SignatureCheck;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.cli.InputFiles.BadFileException;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Signatures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pump sign}: makes the pharmacy's keys, signs a prescription or a drug library, and verifies a signature. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = {
            "Sign a prescription or a drug library with Ed25519, or verify such a signature.",
            "The signature is over the file's canonical text and goes into a file of its own. Beside that of a",
            "prescription goes its envelope for the monitor, FILE.envelope, for one mechanism.",
            "Exit code 0: as asked; 1: the signature is not good; 2: bad arguments or a bad file.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump sign --new-keys keys",
            "  pump sign prescription.json --key keys/pharmacy.key",
            "  pump sign --verify prescription.json --key keys/pharmacy.pub"
        })
final class SignCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A prescription or a drug library.")
    private @Nullable Path file;

    @Option(
            names = "--new-keys",
            paramLabel = "DIR",
            description = "Make a key pair there: " + Signatures.PRIVATE_FILE + ", to be kept secret, and "
                    + Signatures.PUBLIC_FILE + ", for the pumps. Never replaces keys.")
    private @Nullable Path newKeys;

    @Option(
            names = "--key",
            paramLabel = "KEYFILE",
            description = "The key pair to sign with, or the public key to verify with.")
    private @Nullable Path key;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the signature goes (default: FILE.sig).")
    private @Nullable Path out;

    @Option(names = "--verify", description = "Verify the signature instead of making one.")
    private boolean verify;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description = "With --verify, where the signature is (default: FILE.sig).")
    private @Nullable Path signature;

    @Option(
            names = "--mechanism",
            paramLabel = "NAME",
            converter = MechanismOption.class,
            completionCandidates = MechanismOption.Names.class,
            defaultValue = "cassette",
            description = "Which pump the envelope is for: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Mechanism mechanism;

    @Override
    public Integer call() throws IOException {
        Path folder = newKeys;
        Path input = file;
        Path keyFile = key;
        if (folder != null) {
            refuseBeside("--new-keys");
            return makeKeys(folder);
        }
        if (input == null) {
            throw wrong("Name the FILE to sign or to verify, or --new-keys DIR.");
        }
        if (keyFile == null) {
            throw wrong("Name the key with --key KEYFILE.");
        }
        if (verify ? out != null : signature != null) {
            throw wrong(verify ? "--out is only for signing." : "--signature is only for --verify.");
        }
        try {
            return verify ? verify(input, keyFile) : sign(input, keyFile);
        } catch (BadFileException e) {
            System.err.println(e.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }

    private void refuseBeside(String option) {
        boolean isAlone = file == null && key == null && out == null && signature == null && !verify;
        if (!isAlone) {
            throw wrong(option + " stands alone.");
        }
    }

    private int makeKeys(Path folder) throws IOException {
        Path secret = folder.resolve(Signatures.PRIVATE_FILE);
        if (Files.exists(secret) || Files.exists(folder.resolve(Signatures.PUBLIC_FILE))) {
            System.err.println("--new-keys: " + folder + " has keys already; name another folder");
            return ExitCode.BAD_INPUT;
        }
        KeyPair keys = Signatures.loadOrCreate(folder);
        System.out.println("Key " + Signatures.keyId(keys.getPublic()) + ": keep " + secret + " secret, and carry "
                + folder.resolve(Signatures.PUBLIC_FILE) + " to the pumps.");
        return ExitCode.OK;
    }

    private int sign(Path from, Path keyFile) throws IOException, BadFileException {
        Signable signable = Signable.read(from);
        KeyPair keys = Signatures.readKeys(keyFile);
        Path to = out == null ? InputFiles.besides(from) : out;
        DetachedSignature made = DetachedSignature.of(signable.kind(), signable.canonicalText(), keys);
        Files.writeString(to, made.text(), StandardCharsets.UTF_8);
        System.out.println(to + ": " + signable.name() + ", signed with the key " + made.key());
        if (signable instanceof Signable.OfPrescription(Reading.Accepted read)) {
            Path envelope = EnvelopeFiles.beside(from);
            Files.write(envelope, EnvelopeFiles.signed(read, mechanism, keys));
            System.out.println(envelope + ": its envelope for a pump with " + mechanism.label());
        }
        return ExitCode.OK;
    }

    private int verify(Path from, Path keyFile) throws IOException, BadFileException {
        Signable signable = Signable.read(from);
        PublicKey trusted = Signatures.readPublic(keyFile);
        Optional<DetachedSignature> written =
                InputFiles.signature(signature == null ? InputFiles.besides(from) : signature);
        SignatureCheck check = new SignatureCheck(trusted);
        SignatureCheck.Answer answer =
                switch (signable) {
                    case Signable.OfPrescription(Reading.Accepted read) ->
                        check.ofPrescription(
                                read, written, read.prescription().pump().orElse(""), Optional.empty());
                    case Signable.OfLibrary(LibraryReading.Accepted read) ->
                        check.ofLibrary(read, written, Optional.empty());
                };
        System.out.println(from + ": " + answer.sentence());
        boolean isEnvelopeGood =
                switch (signable) {
                    case Signable.OfPrescription(Reading.Accepted read) -> {
                        String fault = EnvelopeFiles.fault(from, read, mechanism, trusted);
                        System.out.println(EnvelopeFiles.beside(from) + ": " + (fault.isEmpty() ? "good." : fault));
                        yield fault.isEmpty();
                    }
                    case Signable.OfLibrary _ -> true;
                };
        return answer.isGood() && isEnvelopeGood ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
