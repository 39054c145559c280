package org.steadyflow.firmware.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What piles up at the monitor's socket while nobody reads. */
@Tag("REQ-354")
class ControlSocketTest {
    @TempDir
    private Path dir = Path.of("");

    /** A control that ticks every 50 ms leaves 20 answers a second. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 18, 33, 63, 64, 65, 129, 200})
    void afterAStallTheNewestAnswersAreHeardAndAllThatFollow(int piled) throws IOException {
        try (ControlSocket socket = new ControlSocket(dir.resolve("c"));
                SocketChannel control = connect()) {
            for (int i = 1; i <= piled; i++) {
                send(control, i);
            }
            List<byte[]> heard = socket.received();
            assertEquals(piled, number(heard.getLast()));
            assertTrue(heard.size() <= 16);
            for (int i = piled + 1; i < piled + 40; i++) {
                send(control, i);
                List<byte[]> next = socket.received();
                assertEquals(1, next.size());
                assertEquals(i, number(next.getFirst()));
            }
        }
    }

    @Test
    void halfAnAnswerWaitsForItsOtherHalf() throws IOException {
        try (ControlSocket socket = new ControlSocket(dir.resolve("c"));
                SocketChannel control = connect()) {
            send(control, 1);
            control.write(ByteBuffer.wrap(frame(2), 0, 50));
            assertEquals(1, socket.received().size());
            assertEquals(0, socket.received().size());
            control.write(ByteBuffer.wrap(frame(2), 50, Frames.ANSWER_BYTES - 50));
            assertEquals(2, number(socket.received().getFirst()));
        }
    }

    /** Whoever connects while another one floods is heard. */
    @Test
    void whoFloodsIsSentAway() throws Exception {
        try (ControlSocket socket = new ControlSocket(dir.resolve("c"));
                SocketChannel mad = connect()) {
            Thread flood = Thread.startVirtualThread(() -> flood(mad));
            long end = System.nanoTime() + 20_000_000_000L;
            while (flood.isAlive() && System.nanoTime() < end) {
                assertTrue(socket.received().size() <= 16);
            }
            assertFalse(flood.isAlive());
            try (SocketChannel control = connect()) {
                send(control, 5);
                assertEquals(5, number(socket.received().getFirst()));
            }
        }
    }

    @Test
    void ofManyConnectionsTheNewestIsHeardAtOnce() throws IOException {
        try (ControlSocket socket = new ControlSocket(dir.resolve("c"))) {
            for (int i = 0; i < 5; i++) {
                connect().close();
            }
            try (SocketChannel control = connect()) {
                send(control, 3);
                assertEquals(3, number(socket.received().getFirst()));
            }
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(dir.resolve("c")));
        return channel;
    }

    private static void flood(SocketChannel channel) {
        ByteBuffer much = ByteBuffer.allocate(1_000 * Frames.ANSWER_BYTES);
        try {
            while (true) {
                much.clear();
                channel.write(much);
            }
        } catch (IOException _) {
            // It was sent away.
        }
    }

    private static void send(SocketChannel channel, int number) throws IOException {
        channel.write(ByteBuffer.wrap(frame(number)));
    }

    private static byte[] frame(int number) {
        return ByteBuffer.allocate(Frames.ANSWER_BYTES).putInt(number).array();
    }

    private static int number(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt();
    }
}
