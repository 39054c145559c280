package org.steadyflow.simulator.run;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.ledger.ChipStorage;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;
import org.steadyflow.telemetry.message.Event;

/** Steps this firmware through a recorded run and compares what it decides with what was decided then. One thread. */
public final class Replay {
    private static final int LIMIT_FILES = 1_000;
    private static final int LIMIT_FILE_BYTES = 64 * 1024 * 1024;

    private final Consumer<Told> listener;
    private final Function<PumpSetup, PumpController> firmware;

    private Optional<PumpController> controller = Optional.empty();
    private Optional<PumpState> state = Optional.empty();
    private int boots;
    private long ticks;
    private Optional<Difference> first = Optional.empty();

    /** An event of the replayed firmware at a monotonic time, nanoseconds. */
    public record Told(long monotonicNs, Event event) {}

    /**
     * The first tick in which this firmware decides otherwise.
     *
     * @param tick number of the tick in the recording, from 1
     * @param monotonicNs its time
     * @param now what this firmware decides
     */
    public record Difference(long tick, long monotonicNs, String now) {}

    /** What a replay found; {@code first} is empty where every tick decided the same. */
    public record Outcome(int boots, long ticks, Optional<Difference> first) {}

    private Replay(Function<PumpSetup, PumpController> firmware, Consumer<Told> listener) {
        this.firmware = firmware;
        this.listener = listener;
    }

    /**
     * Replays the whole file.
     *
     * @throws IOException where the file cannot be read, is no recording, or makes this firmware fail; the message says
     *     which
     */
    public static Outcome run(Path file, Consumer<Told> listener) throws IOException {
        return run(file, PumpController::new, listener);
    }

    /** @param firmware of a pump like the recorded one */
    static Outcome run(Path file, Function<PumpSetup, PumpController> firmware, Consumer<Told> listener)
            throws IOException {
        Replay replay = new Replay(firmware, listener);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            if (in.readInt() != Recording.MAGIC) {
                throw new IOException("it is no recording of a run");
            }
            replay.readAll(in);
        } catch (ZipException e) {
            throw new IOException("it is no recording of a run", e);
        } catch (EOFException e) {
            throw new IOException("the recording ends in the middle, after tick " + replay.ticks, e);
        }
        return new Outcome(replay.boots, replay.ticks, replay.first);
    }

    private void readAll(DataInputStream in) throws IOException {
        String label = TickCodec.readText(in);
        Mechanism mechanism = Mechanism.labelled(label)
                .orElseThrow(() -> new IOException("it is of a mechanism that this firmware does not know"));
        PumpSetup setup = new PumpSetup(
                mechanism, false, 1, library(TickCodec.readText(in)), TickCodec.readCalibration(in, mechanism));
        controller = Optional.of(firmware.apply(setup));
        int kind = in.readByte();
        while (kind != Recording.END) {
            switch (kind) {
                case Recording.BOOT -> boot(in);
                case Recording.TICK -> tick(in);
                default -> throw new IOException("an unknown piece of kind " + kind + " after tick " + ticks);
            }
            kind = in.readByte();
        }
    }

    private static Optional<DrugLibrary> library(String text) throws IOException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (LibraryReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case LibraryReading.Accepted accepted -> Optional.of(accepted.library());
            case LibraryReading.Refused refused ->
                throw new IOException("the recorded library cannot be read: " + refused.problems());
        };
    }

    private void boot(DataInputStream in) throws IOException {
        boots++;
        ClockSample now = new ClockSample(in.readLong(), in.readLong());
        SimulatedDisk disk = new SimulatedDisk(0);
        readImage(in, disk.journal());
        readImage(in, disk.ledger());
        byte[] chip = new byte[ChipStorage.CHIP_BYTES];
        in.readFully(chip);
        disk.chip().load(chip);
        StartUp.Started started = StartUp.from(disk.stores(), SimulatedPump.IDENTITY, now);
        started.committer().close();
        state = Optional.of(started.state());
    }

    private void tick(DataInputStream in) throws IOException {
        TickInput input = TickCodec.read(in);
        long digest = in.readLong();
        ticks++;
        PumpState before = state.orElseThrow(() -> new IOException("a tick stands before the first boot"));
        TickRecord record = step(before, input);
        state = Optional.of(record.after());
        long atNs = input.sample().clock().monotonicNs();
        record.events().forEach(event -> listener.accept(new Told(atNs, event)));
        boolean differs = TickCodec.digest(record) != digest;
        if (differs && first.isEmpty()) {
            String now = record.after().phase() + ", " + record.command() + ", " + record.events();
            first = Optional.of(new Difference(ticks, atNs, now));
        }
    }

    private TickRecord step(PumpState before, TickInput input) throws IOException {
        try {
            return controller.orElseThrow().step(before, input);
        } catch (RuntimeException e) {
            throw new IOException("this firmware fails in tick " + ticks + ": " + e, e);
        }
    }

    private static void readImage(DataInputStream in, Storage storage) throws IOException {
        int files = TickCodec.limited(in.readInt(), LIMIT_FILES);
        for (int i = 0; i < files; i++) {
            String name = TickCodec.readText(in);
            byte[] bytes = in.readNBytes(TickCodec.limited(in.readInt(), LIMIT_FILE_BYTES));
            writeImage(storage, name, bytes);
        }
    }

    private static void writeImage(Storage storage, String name, byte[] bytes) throws IOException {
        try (StoredFile file = storage.create(name, bytes.length)) {
            file.write(0, ByteBuffer.wrap(bytes));
            file.force();
        } catch (IllegalArgumentException e) {
            throw new IOException("a recorded store cannot be: " + e.getMessage(), e);
        }
    }
}
