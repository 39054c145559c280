package org.steadyflow.simulator.run;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.control.TickSink;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/**
 * Writes a run to a file from which {@link Replay} can step the firmware again: the mechanism, the drug library and the
 * calibration, at each boot both stores as they were, then every tick's input and a digest of what it decided. One
 * thread.
 */
public final class Recording implements TickSink, Closeable {
    static final int MAGIC = 0x53465238; // "SFR8"
    static final int BOOT = 1;
    static final int TICK = 2;
    static final int END = 3;

    private final DataOutputStream out;

    /** Of a pump of this mechanism without a drug library. */
    public Recording(Path file, Mechanism mechanism) throws IOException {
        this(file, mechanism, Optional.empty(), Calibration.of(mechanism));
    }

    /**
     * @param mechanism what the recorded pump is built with
     * @param library the drug library that it has; empty for none
     * @param calibration what it knows of its flow
     */
    public Recording(Path file, Mechanism mechanism, Optional<LibraryReading.Accepted> library, Calibration calibration)
            throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file))));
        out.writeInt(MAGIC);
        TickCodec.writeText(out, mechanism.label());
        TickCodec.writeText(
                out, library.map(LibraryReading.Accepted::canonicalText).orElse(""));
        TickCodec.writeCalibration(out, calibration);
    }

    /** The pump starts on these stores at this time. */
    void boot(SimulatedDisk disk, ClockSample now) throws IOException {
        out.writeByte(BOOT);
        out.writeLong(now.monotonicNs());
        out.writeLong(now.wallMs());
        writeImage(disk.journal());
        writeImage(disk.ledger());
        byte[] chip = disk.chip().image();
        out.write(chip);
    }

    @Override
    public void offer(TickInput input, TickRecord record) {
        try {
            out.writeByte(TICK);
            TickCodec.write(out, input);
            out.writeLong(TickCodec.digest(record));
        } catch (IOException e) {
            throw new UncheckedIOException("the recording cannot be written", e);
        }
    }

    private void writeImage(Storage storage) throws IOException {
        out.writeInt(storage.names().size());
        for (String name : storage.names()) {
            TickCodec.writeText(out, name);
            try (StoredFile file = storage.open(name)) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
                file.read(0, bytes);
                out.writeInt(bytes.capacity());
                out.write(bytes.array());
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.writeByte(END);
        out.close();
    }
}
