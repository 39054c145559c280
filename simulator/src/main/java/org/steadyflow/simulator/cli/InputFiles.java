package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.steadyflow.firmware.calibration.CalibrationFile;
import org.steadyflow.firmware.calibration.CalibrationReader;
import org.steadyflow.firmware.calibration.CalibrationReading;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.ScenarioReader;
import org.steadyflow.simulator.scenario.ScenarioReading;
import org.steadyflow.simulator.world.WorldFile;
import org.steadyflow.simulator.world.WorldReading;
import org.steadyflow.telemetry.message.DetachedSignature;

/** Reads the files that commands are given, and says in full what is wrong with one. */
final class InputFiles {
    /** More than any prescription or scenario that is accepted: what is longer is refused without reading it all. */
    private static final int LIMIT_BYTES = 4 * 1024 * 1024 + 1;

    private InputFiles() {}

    /** A prescription ready to run; throws {@link BadFileException} with all its faults. */
    static Order order(Path file) throws BadFileException {
        Reading.Accepted accepted = prescription(file);
        return Order.of(accepted.prescription(), accepted.canonicalText(), accepted.sha256());
    }

    /** A prescription as it was read; throws {@link BadFileException} with all its faults. */
    static Reading.Accepted prescription(Path file) throws BadFileException {
        return switch (PrescriptionReader.read(bytes(file))) {
            case Reading.Accepted accepted -> accepted;
            case Reading.Refused refused -> throw refused(file, refused.problems());
        };
    }

    /** A drug library as it was read; throws {@link BadFileException} with all its faults. */
    static LibraryReading.Accepted library(Path file) throws BadFileException {
        return switch (LibraryReader.read(bytes(file))) {
            case LibraryReading.Accepted accepted -> accepted;
            case LibraryReading.Refused refused -> throw refused(file, refused.problems());
        };
    }

    /** What is known of the set, for a pump of this mechanism; throws {@link BadFileException} with all its faults. */
    static SetFactor calibration(Path file, Mechanism mechanism) throws BadFileException {
        CalibrationFile found =
                switch (CalibrationReader.read(bytes(file))) {
                    case CalibrationReading.Accepted accepted -> accepted.file();
                    case CalibrationReading.Refused refused -> throw refused(file, refused.problems());
                };
        if (!found.mechanism().equals(mechanism)) {
            throw new BadFileException(
                    file,
                    "it is of a set for " + found.mechanism().label() + ", and the pump is built with "
                            + mechanism.label());
        }
        return found.setFactor();
    }

    private static BadFileException refused(Path file, List<Problem> problems) {
        return new BadFileException(
                file, problems.stream().map(Object::toString).toList());
    }

    /** A scenario; throws {@link BadFileException} with all its faults. */
    static Scenario scenario(Path file) throws BadFileException {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return switch (ScenarioReader.parse(text)) {
            case ScenarioReading.Accepted accepted -> accepted.scenario();
            case ScenarioReading.Rejected rejected -> throw new BadFileException(file, rejected.problems());
        };
    }

    /** A world for a pump that is built with this; throws {@link BadFileException} with all its faults. */
    static WorldFile world(Path file, Mechanism mechanism) throws BadFileException {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return switch (WorldFile.parse(text, mechanism)) {
            case WorldReading.Accepted accepted -> accepted.world();
            case WorldReading.Rejected rejected -> throw new BadFileException(file, rejected.problems());
        };
    }

    /** Throws where a file that can be read cannot be run. */
    static void require(Path file, List<String> problems) throws BadFileException {
        if (!problems.isEmpty()) {
            throw new BadFileException(file, problems);
        }
    }

    /** The signature in that file; empty where there is no such file. */
    static Optional<DetachedSignature> signature(Path from) throws IOException, BadFileException {
        if (!Files.exists(from)) {
            return Optional.empty();
        }
        if (Files.size(from) > DetachedSignature.LIMIT_BYTES) {
            throw new BadFileException(from, "it is too long to be a signature");
        }
        String text = new String(Files.readAllBytes(from), StandardCharsets.ISO_8859_1);
        Optional<DetachedSignature> read = DetachedSignature.parse(text);
        if (read.isEmpty()) {
            throw new BadFileException(from, "it is no signature; pump sign makes one");
        }
        return read;
    }

    /** Where the signature of that file is. */
    static Path besides(Path from) {
        return from.resolveSibling(from.getFileName() + DetachedSignature.FILE_SUFFIX);
    }

    static byte[] bytes(Path file) throws BadFileException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LIMIT_BYTES);
        } catch (NoSuchFileException e) {
            throw new BadFileException(file, List.of("there is no such file"));
        } catch (IOException e) {
            throw new BadFileException(file, List.of("it cannot be read: " + Complaints.sentence(e)));
        }
    }

    /** A file that nothing was started with. */
    static final class BadFileException extends Exception {
        private static final long serialVersionUID = 1;

        BadFileException(Path file, String problem) {
            this(file, List.of(problem));
        }

        BadFileException(Path file, List<String> problems) {
            super(problems.stream().map(problem -> file + ": " + problem).collect(Collectors.joining("\n")));
        }
    }
}
