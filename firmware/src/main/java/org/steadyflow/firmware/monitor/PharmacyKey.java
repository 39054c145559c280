package org.steadyflow.firmware.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The pharmacy's public key, as the monitor keeps it for itself: a PEM file. */
public final class PharmacyKey {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final String KEPT = "pharmacy.pub";
    private static final int LARGEST_BYTES = 4_096;

    private PharmacyKey() {}

    /**
     * The key that {@code folder} keeps. The first start gives it one; a later one with another is refused.
     *
     * @throws IOException with a sentence where there is none, or another one
     */
    public static PublicKey keptIn(Path folder, Optional<Path> given) throws IOException {
        PublicKey key = agreed(folder, given);
        if (!Files.exists(folder.resolve(KEPT))) {
            Files.copy(given.orElseThrow(), folder.resolve(KEPT));
        }
        return key;
    }

    /**
     * The same, and nothing is kept.
     *
     * @throws IOException as {@link #keptIn}
     */
    public static PublicKey agreed(Path folder, Optional<Path> given) throws IOException {
        Path kept = folder.resolve(KEPT);
        Optional<PublicKey> now = Files.exists(kept) ? Optional.of(read(kept)) : Optional.empty();
        Optional<PublicKey> next = given.isPresent() ? Optional.of(read(given.get())) : Optional.empty();
        if (now.isPresent() && next.isPresent() && !now.get().equals(next.get())) {
            throw new IOException(folder + " keeps another pharmacy's key; give the monitor the same one or none");
        }
        return now.or(() -> next)
                .orElseThrow(() -> new IOException(
                        "the monitor has no key of a pharmacy; start it once with --pharmacist-key FILE"));
    }

    /** @throws IOException where the file holds no Ed25519 key */
    public static PublicKey read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            throw new IOException(file + ": longer than a key file");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException(file + ": has no " + BEGIN);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": not an Ed25519 public key", e);
        }
    }
}
