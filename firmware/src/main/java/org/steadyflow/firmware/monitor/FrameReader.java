package org.steadyflow.firmware.monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Whole frames of one length out of a stream that is read without waiting. One thread. */
final class FrameReader {
    private final ByteBuffer buffer;

    FrameReader(int frameBytes) {
        this.buffer = ByteBuffer.allocate(frameBytes);
    }

    /** Adds every frame that is whole; false where the stream has ended. */
    boolean read(SocketChannel from, List<byte[]> to, int most) throws IOException {
        int got = from.read(buffer);
        while (got > 0 && to.size() < most) {
            if (!buffer.hasRemaining()) {
                to.add(buffer.array().clone());
                buffer.clear();
            }
            got = from.read(buffer);
        }
        return got >= 0;
    }
}
