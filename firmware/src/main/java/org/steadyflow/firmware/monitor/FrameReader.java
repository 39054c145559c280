package org.steadyflow.firmware.monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Deque;

/**
 * Whole frames of one length out of a stream that is read without waiting. What waits is read to its end, however much
 * a stall has let pile up, and the newest frames count. One thread.
 */
final class FrameReader {
    private static final int FRAMES_AT_ONCE = 64;
    /** More than a socket holds, twice: who still has more to say floods. */
    private static final int MOST_READS = 64;

    private final int frameBytes;
    private final ByteBuffer buffer;

    FrameReader(int frameBytes) {
        this.frameBytes = frameBytes;
        this.buffer = ByteBuffer.allocate(FRAMES_AT_ONCE * frameBytes);
    }

    /** Adds the newest whole frames, at most so many, oldest first; false where the stream has ended, or floods. */
    boolean read(SocketChannel from, Deque<byte[]> to, int most) throws IOException {
        for (int i = 0; i < MOST_READS; i++) {
            int got = from.read(buffer);
            take(to, most);
            if (got <= 0) {
                return got == 0;
            }
        }
        return false;
    }

    /** Hands out what is whole, so that there is room before the next reading. */
    private void take(Deque<byte[]> to, int most) {
        buffer.flip();
        while (buffer.remaining() >= frameBytes) {
            byte[] frame = new byte[frameBytes];
            buffer.get(frame);
            to.addLast(frame);
            if (to.size() > most) {
                to.removeFirst();
            }
        }
        buffer.compact();
    }
}
