package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.control.SignatureCheck;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.simulator.cli.InputFiles.BadFileException;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Signatures;

/** {@code --key}: what is signed is verified, and what is not, one line says of it. */
final class SignatureOption {
    private final @Nullable Path key;

    /** @param key file of the public key; null where the option is left out */
    SignatureOption(@Nullable Path key) {
        this.key = key;
    }

    /** What was not verified, a line each; throws where one of the signatures is not good. */
    List<String> verify(
            Path prescription, Reading.Accepted read, @Nullable Path library, Optional<LibraryReading.Accepted> known)
            throws IOException, BadFileException {
        Path file = key;
        if (file == null) {
            return List.of("no signature was verified; --key PUBLIC verifies them");
        }
        SignatureCheck check = new SignatureCheck(publicKey(file));
        List<String> warnings = new ArrayList<>();
        Optional<DetachedSignature> ofOrder = signature(prescription, warnings);
        if (ofOrder.isPresent()) {
            String pump = read.prescription().pump().orElse("");
            require(prescription, check.ofPrescription(read, ofOrder, pump, Optional.empty()));
        }
        if (library != null && known.isPresent()) {
            Optional<DetachedSignature> ofLibrary = signature(library, warnings);
            if (ofLibrary.isPresent()) {
                require(library, check.ofLibrary(known.get(), ofLibrary, Optional.empty()));
            }
        }
        return warnings;
    }

    private static Optional<DetachedSignature> signature(Path of, List<String> warnings)
            throws IOException, BadFileException {
        Path file = InputFiles.besides(of);
        Optional<DetachedSignature> read = InputFiles.signature(file);
        if (read.isEmpty()) {
            warnings.add(of + " is not signed; there is no " + file);
        }
        return read;
    }

    private static PublicKey publicKey(Path file) throws BadFileException {
        try {
            return Signatures.readPublic(file);
        } catch (IOException e) {
            throw new BadFileException(file, "it cannot be used as a key: " + Complaints.sentence(e));
        }
    }

    private static void require(Path file, SignatureCheck.Answer answer) throws BadFileException {
        if (!answer.isGood()) {
            throw new BadFileException(file, answer.sentence());
        }
    }
}
