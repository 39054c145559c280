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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.panel.MonitorDoor;

/** The bedside's way to the monitor, from both ends. */
@Tag("REQ-351")
class OperatorDoorTest {
    private static final int AGAIN = 10;
    private static final String NO_ANSWER = "did not answer";
    private static final long CYCLE_NS = 200_000;

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
            assertEquals(new MonitorDoor.Told(0, ""), told(door));
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
            assertEquals(new MonitorDoor.Told(2, Cause.VOLUME.sentence()), told(door));
            String other = acknowledge(door, 1);
            assertTrue(other.contains(Cause.VOLUME.sentence()), other);
            cycles.state = cycles.state.in(Mode.WAITING, Cause.NONE);
            cycles.awaitOne();
            assertEquals("", acknowledge(door, 2));
        }
    }

    /** Asks again where a busy machine kept the answer back for longer than a person is let wait. */
    private static MonitorDoor.Told told(MonitorDoor door) {
        MonitorDoor.Told told = door.told();
        for (int i = 0; i < AGAIN && told.sentence().contains(NO_ANSWER); i++) {
            told = door.told();
        }
        return told;
    }

    private static String acknowledge(MonitorDoor door, int trip) {
        String said = door.acknowledge(trip);
        for (int i = 0; i < AGAIN && said.contains(NO_ANSWER); i++) {
            said = door.acknowledge(trip);
        }
        return said;
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
                LockSupport.parkNanos(CYCLE_NS);
            }
        }

        void awaitOne() {
            long from = cycles.get();
            long endNs = System.nanoTime() + 60_000_000_000L;
            while (cycles.get() < from + 2) {
                assertTrue(System.nanoTime() < endNs, "no cycle in a minute");
                LockSupport.parkNanos(CYCLE_NS);
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
