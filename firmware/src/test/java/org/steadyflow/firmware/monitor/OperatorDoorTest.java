package org.steadyflow.firmware.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.panel.MonitorDoor;

/** The bedside's way to the monitor, from both ends. */
@Tag("REQ-351")
class OperatorDoorTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void nobodyWaitsForOneWhoSaysNothing() throws Exception {
        OperatorMailbox mailbox = mailbox();
        Path path = dir.resolve("o");
        try (OperatorDoor _ = OperatorDoor.open(path, mailbox)) {
            List<SocketChannel> idle = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                SocketChannel silent = SocketChannel.open(StandardProtocolFamily.UNIX);
                silent.connect(UnixDomainSocketAddress.of(path));
                idle.add(silent);
            }
            MonitorDoor door = new MonitorDoor(path);
            assertEquals(new MonitorDoor.Told(0, ""), door.told());
            for (SocketChannel silent : idle) {
                // each is sent away in its turn
                assertEquals(-1, silent.read(ByteBuffer.allocate(1)));
                silent.close();
            }
        }
    }

    @Test
    void aTripIsToldWithItsNumberAndAcknowledgedByIt() throws Exception {
        OperatorMailbox mailbox = mailbox();
        Path path = dir.resolve("o");
        try (OperatorDoor _ = OperatorDoor.open(path, mailbox);
                Cycles cycles = new Cycles(mailbox)) {
            MonitorDoor door = new MonitorDoor(path);
            MonitorState tripped = MonitorState.start(1, 0).in(Mode.TRIPPED, Cause.RATE);
            cycles.state = tripped.in(Mode.WAITING, Cause.NONE).in(Mode.TRIPPED, Cause.VOLUME);
            cycles.awaitOne();
            assertEquals(new MonitorDoor.Told(2, Cause.VOLUME.sentence()), door.told());
            String other = door.acknowledge(1);
            assertTrue(other.contains(Cause.VOLUME.sentence()), other);
            cycles.state = cycles.state.in(Mode.WAITING, Cause.NONE);
            assertEquals("", door.acknowledge(2));
        }
    }

    private static OperatorMailbox mailbox() throws Exception {
        return new OperatorMailbox(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    }

    /** A monitor's cycles that only tell and answer. */
    private static final class Cycles implements AutoCloseable {
        private final OperatorMailbox mailbox;
        private volatile MonitorState state = MonitorState.start(1, 0);
        private volatile boolean runs = true;
        private final AtomicLong cycles = new AtomicLong();
        private final Thread thread;

        Cycles(OperatorMailbox mailbox) {
            this.mailbox = mailbox;
            this.thread = Thread.ofPlatform().start(this::run);
        }

        private void run() {
            while (runs) {
                MonitorState now = state;
                mailbox.tell(now);
                mailbox.takeSeen().ifPresent(seen -> seen.answer(now));
                cycles.incrementAndGet();
                Thread.onSpinWait();
            }
        }

        void awaitOne() {
            long from = cycles.get();
            while (cycles.get() < from + 2) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() throws IOException {
            runs = false;
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
