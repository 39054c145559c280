package org.steadyflow.firmware.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what is too long to be held. */
final class Digests {
    private static final int PIECE_BYTES = 64 * 1024;

    private Digests() {}

    static String ofFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ofNext(in, Long.MAX_VALUE);
        }
    }

    /** Of the next {@code bytes} of a stream, or of what is left of it where that is less. */
    static String ofNext(InputStream in, long bytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE_BYTES];
        long left = bytes;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (count > 0) {
                digest.update(piece, 0, count);
                left -= count;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
