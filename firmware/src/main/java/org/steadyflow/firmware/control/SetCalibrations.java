package org.steadyflow.firmware.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.steadyflow.firmware.calibration.CalibrationFile;
import org.steadyflow.firmware.calibration.CalibrationReader;
import org.steadyflow.firmware.calibration.CalibrationReading;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.hal.device.Mechanism;

/** Reads the calibration of the set that is in, when a pump starts. */
final class SetCalibrations {
    /** More than any calibration: what is longer is refused without reading it all. */
    private static final int LIMIT_BYTES = 64 * 1024;

    private SetCalibrations() {}

    /**
     * What the file says of the set.
     *
     * @throws IOException where it cannot be used with this mechanism: a sentence says why
     */
    static Optional<SetFactor> read(Optional<Path> file, Mechanism mechanism) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(file.get(), mechanism).setFactor());
    }

    private static CalibrationFile read(Path file, Mechanism mechanism) throws IOException {
        CalibrationFile found =
                switch (CalibrationReader.read(bytes(file))) {
                    case CalibrationReading.Accepted accepted -> accepted.file();
                    case CalibrationReading.Refused refused ->
                        throw new IOException(file + " cannot be used: "
                                + refused.problems().stream()
                                        .map(Problem::sentence)
                                        .collect(Collectors.joining(" ")));
                };
        if (!found.mechanism().equals(mechanism)) {
            throw new IOException(file + " is of a set for " + found.mechanism().label()
                    + ", and this pump is built with " + mechanism.label());
        }
        return found;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LIMIT_BYTES);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no calibration " + file, e);
        }
    }
}
