package org.steadyflow.telemetry.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import org.steadyflow.telemetry.message.Signatures;

/** The pharmacy's public key, believed on the first start and pinned by a file from then on. */
final class PharmacyPin {
    static final String FILE = "pharmacy.pin";

    private PharmacyPin() {}

    /**
     * The pinned key; pins {@code configured} where nothing was pinned yet.
     *
     * @throws IOException where the configured key is another one than the pinned, or there is neither
     */
    static PublicKey load(Path stateDir, Path configured) throws IOException {
        Path pin = stateDir.resolve(FILE);
        if (Files.exists(pin)) {
            PublicKey pinned = Signatures.readPublic(pin);
            requireSame(pinned, pin, configured);
            return pinned;
        }
        if (!Files.exists(configured)) {
            throw new IOException("no pharmacy is known: there is neither a pinned key (" + pin + ") nor a key file ("
                    + configured + ")");
        }
        PublicKey first = Signatures.readPublic(configured);
        Signatures.writePublic(pin, first);
        return first;
    }

    private static void requireSame(PublicKey pinned, Path pin, Path configured) throws IOException {
        if (Files.exists(configured) && !Signatures.readPublic(configured).equals(pinned)) {
            throw new IOException(
                    "the pharmacy's key in " + configured + " is not the one that this pump pinned in " + pin
                            + "; nothing is believed until somebody at the pump removes the pin or puts the old key back");
        }
    }
}
