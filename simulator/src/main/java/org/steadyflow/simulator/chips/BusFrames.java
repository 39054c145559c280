package org.steadyflow.simulator.chips;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn.Level;

/**
 * Bytes between a computer's side of a board and the board, both of this build. A frame is two bytes of length, then
 * the rest; each request has one answer.
 *
 * <pre>
 * request  1 bus address count-to-read(2) bytes-to-write   answer  result bytes-read
 * request  2 pin                                           answer  level
 * request  3 pin level                                     answer  result
 * request  4 pin hertz(2)                                  answer  result
 * </pre>
 *
 * Results and levels are their places in the lists below.
 */
final class BusFrames {
    static final byte TRANSFER = 1;
    static final byte READ_PIN = 2;
    static final byte DRIVE_PIN = 3;
    static final byte SOUND = 4;

    /** More than the greatest memory chip's contents in one transfer. */
    private static final int MOST_BYTES = 40_000;

    private static final int HEADER_BYTES = 2;

    private static final List<BusResult> RESULTS =
            List.of(BusResult.OK, BusResult.NOT_ACKNOWLEDGED, BusResult.TIMED_OUT, BusResult.SHORT, BusResult.GONE);
    private static final List<Level> LEVELS = List.of(Level.LOW, Level.HIGH, Level.UNKNOWN);

    private BusFrames() {}

    static void send(SocketChannel channel, byte[] body) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + body.length);
        frame.putShort((short) body.length).put(body).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** The next frame's body. */
    static ByteBuffer receive(SocketChannel channel) throws IOException {
        int length = filled(channel, HEADER_BYTES).getShort() & 0xFFFF;
        if (length == 0 || length > MOST_BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        return filled(channel, length);
    }

    private static ByteBuffer filled(SocketChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the other side is gone");
            }
        }
        return bytes.flip();
    }

    static byte of(BusResult result) {
        return (byte) RESULTS.indexOf(result);
    }

    static byte of(Level level) {
        return (byte) LEVELS.indexOf(level);
    }

    static BusResult result(int code) throws IOException {
        return at(RESULTS, code);
    }

    static Level level(int code) throws IOException {
        return at(LEVELS, code);
    }

    private static <T> T at(List<T> meanings, int code) throws IOException {
        if (code < 0 || code >= meanings.size()) {
            throw new IOException("nothing has the number " + code);
        }
        return meanings.get(code);
    }
}
