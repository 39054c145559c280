package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.ledger.ChipStorage;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.simulator.scenario.Scenario;

/** A recorded run decides the same again, and what differs is named by its tick. */
@Tag("REQ-164")
class ReplayTest {
    private static final int TAMPERED_TICK = 1_000;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void record() throws IOException {
        file = folder.resolve("run.rec");
        Scenario cut = Runs.events("running", "2 min", """
                {"at": "80 s", "do": "cut_power", "for": "5 s"}, {"at": "95 s", "do": "acknowledge"},
                {"at": "97 s", "do": "start"}, {"at": "100 s", "do": "press_stop_key", "for": "1 s"}
                """);
        RunSetup setup = new RunSetup(Runs.continuous("20 mL", "120 mL/h"), cut, 1);
        try (Recording recording = new Recording(file, PumpSetup.CASSETTE)) {
            new Simulation(setup, Watching.NOBODY.recordedBy(recording)).run();
        }
    }

    @Test
    @Tag("REQ-40")
    void aRunWithAPowerCutReplaysToTheSameRecords() throws IOException {
        long[] events = {0};
        Replay.Outcome outcome = Replay.run(file, _ -> events[0]++);
        assertEquals(2, outcome.boots());
        // two minutes of twenty ticks a second, less the time without power
        assertEquals(115 * 20, outcome.ticks());
        assertTrue(outcome.first().isEmpty(), () -> outcome.first().toString());
        assertTrue(events[0] > 10, "it tells " + events[0] + " events");
    }

    @Test
    @Tag("REQ-164")
    void aRunWithASyringeReplaysWithItsOwnMicrosteps() throws IOException {
        RunSetup setup =
                new RunSetup(Runs.example("22-erythropoietin"), Scenario.NOTHING_WRONG, 1, Mechanism.Syringe.ML_3);
        try (Recording recording = new Recording(file, Mechanism.Syringe.ML_3)) {
            new Simulation(setup, Watching.NOBODY.recordedBy(recording)).run();
        }
        Replay.Outcome outcome = Replay.run(file, _ -> {});
        assertTrue(outcome.ticks() > 300 * 20, outcome::toString);
        assertTrue(outcome.first().isEmpty(), () -> outcome.first().toString());
    }

    @Test
    void anotherMechanismIsNoticedAtTheTickThatDecidesOtherwise() throws IOException {
        PumpSetup syringe = new PumpSetup(Mechanism.Syringe.ML_60, false, 1);
        Replay.Outcome outcome = Replay.run(file, _ -> new PumpController(syringe), _ -> {});
        Replay.Difference first = outcome.first().orElseThrow();
        // the nurse accepts at 1 s, tick 21: nothing depends on the mechanism before
        assertTrue(first.tick() > 20 && first.tick() < 60, first::toString);
        assertEquals(first.tick() - 1, first.monotonicNs() / Simulation.TICK_NS);
    }

    @Test
    void aTamperedInputIsNoticedAtTheTickThatDecidesOtherwise() throws IOException {
        Path tampered = folder.resolve("tampered.rec");
        tamper(file, tampered);
        Replay.Outcome outcome = Replay.run(tampered, _ -> {});
        // two of three samples over the limit stop the motor
        assertEquals(TAMPERED_TICK + 1, outcome.first().orElseThrow().tick());
        assertTrue(outcome.first().orElseThrow().now().contains("OCCLUSION_DOWNSTREAM"));
    }

    @Test
    void whatIsNoRecordingIsRefusedInASentence() throws IOException {
        assertRefused(new byte[0]);
        assertRefused("{\"schema\": 1}".getBytes(StandardCharsets.UTF_8));
        assertRefused(packed(new byte[] {1, 2, 3, 4, 5, 6}));
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        assertRefused(noise);
        assertRefused(packed(noise));
        assertRefused(packed(header("windmill", Recording.TICK)));
        for (int kind = Recording.BOOT; kind <= Recording.TICK; kind++) {
            byte[] begun = header("cassette", kind);
            System.arraycopy(begun, 0, noise, 0, begun.length);
            assertRefused(packed(noise));
            assertRefused(packed(Arrays.copyOf(begun, 3_000)));
        }
    }

    private static byte[] header(String mechanism, int kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(Recording.MAGIC);
            TickCodec.writeText(out, mechanism);
            TickCodec.writeText(out, "");
            out.writeByte(kind);
        }
        return bytes.toByteArray();
    }

    @Test
    void aRecordingThatIsCutAnywhereIsRefusedInASentence() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {1, 9, 20, 500, whole.length / 2, whole.length - 20}) {
            assertRefused(Arrays.copyOf(whole, length));
        }
        byte[] plain;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            plain = in.readAllBytes();
        }
        for (int length : new int[] {3, 4, 10, 1_000, plain.length / 2, plain.length - 1}) {
            assertRefused(packed(Arrays.copyOf(plain, length)));
        }
    }

    @Test
    void flippedBytesNeverEndInAnythingButASentenceOrADifference() throws IOException {
        byte[] plain;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            plain = in.readAllBytes();
        }
        Random random = new Random(7);
        for (int i = 0; i < 25; i++) {
            byte[] flipped = plain.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(folder.resolve("flipped.rec"), packed(flipped));
            try {
                Replay.run(folder.resolve("flipped.rec"), _ -> {});
            } catch (IOException e) {
                assertSentence(e);
            }
        }
    }

    private void assertRefused(byte[] bytes) throws IOException {
        Path bad = folder.resolve("bad.rec");
        Files.write(bad, bytes);
        assertSentence(assertThrows(IOException.class, () -> Replay.run(bad, _ -> {})));
    }

    private static void assertSentence(IOException refused) {
        String message = String.valueOf(refused.getMessage());
        assertFalse(message.isBlank() || message.contains("\n") || message.equals("null"), message);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Copies a recording; three ticks of its first boot get a pressure far above the limit. */
    private static void tamper(Path from, Path to) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(from)));
                DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(to)))) {
            out.writeInt(in.readInt());
            TickCodec.writeText(out, TickCodec.readText(in));
            TickCodec.writeText(out, TickCodec.readText(in));
            TickCodec.writeCalibration(out, TickCodec.readCalibration(in, PumpSetup.CASSETTE));
            copyBoot(in, out);
            int kind = in.readByte();
            for (int tick = 1; kind == Recording.TICK; tick++) {
                boolean isTampered = tick >= TAMPERED_TICK && tick < TAMPERED_TICK + 3;
                TickInput input = TickCodec.read(in);
                out.writeByte(kind);
                TickCodec.write(out, isTampered ? occluded(input) : input);
                out.writeLong(in.readLong());
                kind = in.readByte();
            }
            out.writeByte(Recording.END);
        }
    }

    private static void copyBoot(DataInputStream in, DataOutputStream out) throws IOException {
        out.writeByte(in.readByte());
        out.writeLong(in.readLong());
        out.writeLong(in.readLong());
        for (int storage = 0; storage < 2; storage++) {
            int files = in.readInt();
            out.writeInt(files);
            for (int i = 0; i < files; i++) {
                TickCodec.writeText(out, TickCodec.readText(in));
                int length = in.readInt();
                out.writeInt(length);
                out.write(in.readNBytes(length));
            }
        }
        out.write(in.readNBytes(ChipStorage.CHIP_BYTES));
    }

    private static TickInput occluded(TickInput input) {
        SensorSample sample = input.sample();
        LineSample line = new LineSample(
                sample.line().upstream(), new Pressure(100_000), sample.line().airDetectorMv());
        return new TickInput(
                new SensorSample(sample.clock(), sample.motor(), line, sample.enclosure(), sample.power()),
                input.commands(),
                input.granted());
    }
}
