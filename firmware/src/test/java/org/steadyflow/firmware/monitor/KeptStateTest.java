package org.steadyflow.firmware.monitor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
            7, Bench.ML, 1, 300 * Bench.ML, 100 * Bench.ML, 300 * Bench.ML, 0, 0, 300 * Bench.ML, 2 * Bench.ML
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
        MonitorHardware hardware = new MonitorHardware(world::sample, new Nothing(), new Nothing());
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
            return newest;
        }

        @Override
        public boolean fails() {
            return false;
        }
    }

    private static final class Nothing implements MonitorSwitch, Buzzer {
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
            // No buzzer.
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
