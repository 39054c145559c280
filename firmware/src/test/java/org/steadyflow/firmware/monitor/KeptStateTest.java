package org.steadyflow.firmware.monitor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Buzzer;
import org.steadyflow.hal.device.MonitorSwitch;

/** What the monitor remembers over a restart of its own. */
@Tag("REQ-150")
class KeptStateTest {
    private final Bench world = new Bench();
    private final Memory memory = new Memory();
    private final Nothing power = new Nothing();
    private KeyPair keys;

    @BeforeEach
    void makeKeys() throws NoSuchAlgorithmException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void countsOnWhereItWas() throws Exception {
        MonitorLoop first = loop();
        cycle(first, 50, 0);
        hand(first);
        cycle(first, 5_000, 300);
        long before = first.state().account().orElseThrow().fluidFl();
        assertEquals(8_333_333, (double) before / Counting.FL_PER_NL, 1_000);
        MonitorLoop second = loop();
        second.cycle();
        long after = second.state().account().orElseThrow().fluidFl();
        assertEquals(7, second.state().envelopeId());
        assertTrue(after >= before - Counting.FL_PER_NL && after - before < 2_000 * Counting.FL_PER_NL);
    }

    @Test
    void theAngleSaysWhatFlowedWhileItWasAway() throws Exception {
        MonitorLoop first = loop();
        cycle(first, 50, 0);
        hand(first);
        cycle(first, 100, 300);
        long before = first.state().account().orElseThrow().fluidFl();
        world.shaftNl += 800_000;
        MonitorLoop second = loop();
        second.cycle();
        long after = second.state().account().orElseThrow().fluidFl();
        assertEquals(800_000, (double) (after - before) / Counting.FL_PER_NL, 1_000);
    }

    @Test
    void aDamagedOrForeignImageIsNoImage() throws Exception {
        MonitorLoop first = loop();
        cycle(first, 50, 0);
        hand(first);
        byte[] image = memory.image.orElseThrow();
        for (int i = 0; i < image.length; i += 7) {
            byte[] damaged = image.clone();
            damaged[i] ^= 4;
            assertEquals(new KeptState.Reading.Damaged(), KeptState.read(damaged, keys.getPublic()));
        }
        assertEquals(new KeptState.Reading.Damaged(), KeptState.read(Arrays.copyOf(image, 100), keys.getPublic()));
        makeKeys();
        assertEquals(new KeptState.Reading.Damaged(), KeptState.read(image, keys.getPublic()));
    }

    @Test
    @Tag("REQ-356")
    void aTripStaysOverARestartUntilItIsAcknowledged() throws Exception {
        MonitorLoop first = loop();
        cycle(first, 50, 0);
        world.welded = true;
        cycle(first, 50, 0);
        assertEquals(Cause.RAIL_STAYS_UP, first.state().cause());
        world.welded = false;
        MonitorLoop second = loop();
        cycle(second, 50, 0);
        assertEquals(Mode.UNSOUND, second.state().mode());
        assertEquals(Cause.RAIL_STAYS_UP, second.state().cause());
        CompletableFuture<String> other = mailbox.acknowledge(second.state().trips() + 1);
        cycle(second, 1, 0);
        assertTrue(other.join().contains(Cause.RAIL_STAYS_UP.sentence()));
        CompletableFuture<String> seen = mailbox.acknowledge(second.state().trips());
        cycle(second, 1, 0);
        assertEquals(OperatorMailbox.TAKEN, seen.join());
        assertEquals(Mode.WAITING, loop().state().mode());
    }

    @Test
    @Tag("REQ-359")
    void aControlThatDoesNotComeBackToItsOrderIsToldToTheRoom() throws Exception {
        MonitorLoop first = loop();
        cycle(first, 50, 0);
        hand(first);
        cycle(loop(), 4_000, 0);
        assertFalse(power.sounds, "nothing flowed under that order");
        first = loop();
        cycle(first, 100, 300);
        MonitorLoop second = loop();
        cycle(second, 50 * 59, 0);
        assertFalse(power.sounds);
        cycle(second, 50 * 2, 0);
        assertTrue(power.sounds);
        assertEquals(Mode.WAITING, second.state().mode());
    }

    @Test
    @Tag("REQ-356")
    void aDamagedImageIsATrip() {
        memory.image = Optional.of(new byte[KeptState.BYTES]);
        MonitorLoop loop = loop();
        cycle(loop, 50, 0);
        assertEquals(Cause.MEMORY_LOST, loop.state().cause());
        assertEquals(Cause.MEMORY_LOST, loop().state().cause());
    }

    @Test
    @Tag("REQ-356")
    void whatFlowedTooFastIsKeptAndLeaksWhileTheMonitorIsAway() throws Exception {
        MonitorLoop first = loop();
        cycle(first, 50, 0);
        hand(first);
        cycle(first, 100, 300);
        cycle(first, 60, 420);
        long before = rate(first);
        assertEquals(40_000, (double) before / Counting.FL_PER_NL, 3_000);
        world.nowNs += 20 * Bench.MS;
        MonitorLoop second = loop();
        second.cycle();
        assertEquals((double) before, (double) rate(second), 12_000.0 * Counting.FL_PER_NL);
        world.nowNs += 1_000 * Bench.MS;
        MonitorLoop third = loop();
        third.cycle();
        assertEquals(0, rate(third));
    }

    @Test
    @Tag("REQ-356")
    void noNumberOfRestartsGrantsMoreThanFourLostPositions() throws Exception {
        MonitorLoop first = loop();
        cycle(first, 50, 0);
        hand(first);
        for (int restart = 0; restart < 50; restart++) {
            cycle(loop(), 5, 0);
        }
        // 300 mL/h: a second of flow is 83 uL
        assertEquals(4 * 83_333, (double) loop().state().account().orElseThrow().lostFl() / Counting.FL_PER_NL, 10);
    }

    /** The hour must not grow longer by restarts: what runs at its rate all the time would be a trip. */
    @Test
    @Tag("REQ-356")
    void restartsMakeNoMinuteLonger() throws Exception {
        MonitorLoop loop = loop();
        cycle(loop, 50, 0);
        hand(loop);
        for (int minute = 0; minute < 62; minute++) {
            cycle(loop, 2_900, 300);
            loop = loop();
            cycle(loop, 100, 300);
        }
        long sum = loop.state().account().orElseThrow().hour().sumFl() / Counting.FL_PER_NL;
        assertTrue(sum <= 300 * Bench.ML + 20 * Bench.UL, () -> sum + " nL");
        assertEquals(Cause.NONE, loop.state().account().orElseThrow().broken());
    }

    @Test
    @Tag("REQ-350")
    void usedEnvelopesAreRememberedOverARestart() {
        SpentIds spent = SpentIds.NONE;
        for (long id = 1; id <= 70; id++) {
            spent = spent.with(id).with(id);
        }
        Books books = new Books(Optional.empty(), false, 0, 55, spent);
        MonitorState state =
                MonitorState.start(1, 0).with(new Latch(Mode.WAITING, Cause.NONE, 3), books, Optional.empty());
        memory.image = Optional.of(KeptState.of(new byte[0], state));
        MonitorState restored = loop().state();
        assertEquals(3, restored.trips());
        assertEquals(55, restored.books().looseCounts());
        assertEquals(64, restored.books().spent().all().length);
        assertTrue(restored.books().spent().contains(70)
                && restored.books().spent().contains(7));
        assertEquals(Taking.USED, restored.books().worth(new Envelope(70, 1, 1, 1, 1, 1, 0, 0, 1, 0)));
        assertEquals(Taking.TAKEN, restored.books().worth(new Envelope(6, 1, 1, 1, 1, 1, 0, 0, 1, 0)));
    }

    @Test
    @Tag("REQ-355")
    void anEnvelopeIsTakenOnceItsImageIsDurable() throws Exception {
        MonitorLoop loop = loop();
        cycle(loop, 50, 0);
        memory.isSlow = true;
        CompletableFuture<String> answer = mailbox.hand(bytes());
        cycle(loop, 20, 0);
        assertFalse(answer.isDone());
        memory.isSlow = false;
        cycle(loop, 1, 0);
        assertEquals(OperatorMailbox.TAKEN, answer.join());
        memory.isBroken = true;
        CompletableFuture<String> again = mailbox.hand(bytes());
        cycle(loop, 2, 0);
        assertTrue(again.join().contains("storage"), again.join());
    }

    @Test
    void everyMinuteOfAnHourIsKept() {
        RollingHour hour = RollingHour.EMPTY;
        for (int minute = 0; minute < 90; minute++) {
            hour = hour.after(minute, 60_000_000_000L);
        }
        hour = hour.after(5, 1);
        long[] kept = hour.kept();
        assertEquals(31, kept[0]);
        assertEquals(5, kept[59]);
        assertArrayEquals(kept, RollingHour.of(kept, hour.inBinNs()).kept());
        assertEquals(Arrays.stream(kept).sum(), hour.sumFl());
    }

    private static long rate(MonitorLoop loop) {
        return loop.state().account().orElseThrow().rate().levelFl();
    }

    private void hand(MonitorLoop loop) throws Exception {
        CompletableFuture<String> answer = mailbox.hand(bytes());
        cycle(loop, 5, 0);
        assertEquals(OperatorMailbox.TAKEN, answer.join());
        assertEquals(7, loop.state().envelopeId());
    }

    private byte[] bytes() throws Exception {
        ByteBuffer out = ByteBuffer.allocate(EnvelopeFile.BYTES);
        out.put("SFEN".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putShort((short) 1)
                .putShort((short) 168);
        long[] fields = {
            7, Bench.ML, 1, 300 * Bench.ML, 1_000 * Bench.ML, 300 * Bench.ML, 0, 0, 300 * Bench.ML, 2 * Bench.ML
        };
        for (long field : fields) {
            out.putLong(field);
        }
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                .digest(keys.getPublic().getEncoded());
        out.put((byte) 1).put(new byte[7]).put(digest, 0, 8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(out.array(), 0, 104);
        return out.put(signature.sign()).array();
    }

    private OperatorMailbox mailbox = new OperatorMailbox(new Unready());

    private MonitorLoop loop() {
        mailbox = new OperatorMailbox(keys.getPublic());
        MonitorHardware hardware = new MonitorHardware(world::sample, power, power);
        return new MonitorLoop(hardware, new Deaf(), mailbox, memory, 1);
    }

    private void cycle(MonitorLoop loop, int cycles, double mlPerH) {
        for (int i = 0; i < cycles; i++) {
            world.nowNs += 20 * Bench.MS;
            world.shaftNl += mlPerH * 1e6 / 180_000;
            loop.cycle();
        }
    }

    /** A key that nothing was signed with. */
    private static final class Unready implements java.security.PublicKey {
        private static final long serialVersionUID = 1;

        @Override
        public String getAlgorithm() {
            return "none";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private static final class Memory implements MonitorStore {
        Optional<byte[]> image = Optional.empty();
        private long newest;
        boolean isSlow;
        boolean isBroken;

        @Override
        public Optional<byte[]> read() {
            return image;
        }

        @Override
        public long keep(byte[] next) {
            image = Optional.of(next);
            return ++newest;
        }

        @Override
        public long durable() {
            return isSlow || isBroken ? 0 : newest;
        }

        @Override
        public boolean fails() {
            return isBroken;
        }
    }

    private static final class Nothing implements MonitorSwitch, Buzzer {
        private boolean sounds;

        @Override
        public void kick() {
            // No rail.
        }

        @Override
        public void cut() {
            // No rail.
        }

        @Override
        public void sound(boolean on) {
            sounds = on;
        }
    }

    private static final class Deaf implements ControlPort {
        @Override
        public java.util.List<byte[]> received() {
            return java.util.List.of();
        }

        @Override
        public void send(byte[] question) {
            // Nobody is there.
        }
    }
}
