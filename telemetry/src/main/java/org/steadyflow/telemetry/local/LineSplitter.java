package org.steadyflow.telemetry.local;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a stream of bytes into lines. One thread. */
final class LineSplitter {
    private static final int FIRST_BYTES = 1024;

    private byte[] pending = new byte[FIRST_BYTES];
    private int length;

    /**
     * The lines that end in these bytes.
     *
     * @throws ProtocolException where a line is too long or is not UTF-8; the connection cannot go on
     */
    List<String> split(ByteBuffer bytes) throws ProtocolException {
        List<String> lines = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                lines.add(text());
                length = 0;
            } else {
                add(next);
            }
        }
        return lines;
    }

    /** Whether a line has begun that has not ended. */
    boolean isInsideALine() {
        return length > 0;
    }

    private void add(byte next) throws ProtocolException {
        if (length == LocalLimits.LINE_BYTES - 1) {
            throw new ProtocolException("a line was longer than " + LocalLimits.LINE_BYTES + " bytes");
        }
        if (length == pending.length) {
            pending = Arrays.copyOf(pending, 2 * pending.length);
        }
        pending[length++] = next;
    }

    private String text() throws ProtocolException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(pending, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("a line was not UTF-8", e);
        }
    }
}
