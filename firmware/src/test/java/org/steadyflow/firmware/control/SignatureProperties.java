package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.steadyflow.firmware.control.SignatureCheck.Verdict;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Signatures;

@Tag("REQ-20")
class SignatureProperties {
    private static final Path EXAMPLES = Path.of("../docs/examples");

    /** A flipped bit makes the file no library, or another one that nobody signed, or changes nothing that counts. */
    @Property(tries = 500)
    void aFlippedBitOfALibraryIsNeverSigned(
            @ForAll @IntRange(min = 0, max = 19_000) int at, @ForAll @IntRange(min = 0, max = 7) int bit)
            throws IOException {
        byte[] file = Files.readAllBytes(EXAMPLES.resolve("library.json"));
        String canonicalText = accepted(file).canonicalText();
        file[at] ^= (byte) (1 << bit);
        if (LibraryReader.read(file) instanceof LibraryReading.Accepted flipped) {
            boolean isTheSame = flipped.canonicalText().equals(canonicalText);
            assertEquals(isTheSame ? Verdict.GOOD : Verdict.BAD_SIGNATURE, verdictOn(flipped));
        }
    }

    private static Verdict verdictOn(LibraryReading.Accepted library) throws IOException {
        SignatureCheck check =
                new SignatureCheck(Signatures.readPublic(EXAMPLES.resolve("keys/EXAMPLE-never-trust.pub")));
        Optional<DetachedSignature> signature =
                DetachedSignature.parse(Files.readString(EXAMPLES.resolve("library.json.sig")));
        return check.ofLibrary(library, signature, Optional.empty()).verdict();
    }

    private static LibraryReading.Accepted accepted(byte[] file) {
        return switch (LibraryReader.read(file)) {
            case LibraryReading.Accepted accepted -> accepted;
            case LibraryReading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
