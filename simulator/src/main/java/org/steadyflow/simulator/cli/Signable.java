package org.steadyflow.simulator.cli;

import java.nio.file.Path;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.simulator.cli.InputFiles.BadFileException;
import org.steadyflow.telemetry.message.DetachedSignature;

/** A file that a pharmacy signs, read in full: what cannot be run is not signed. */
sealed interface Signable {
    record OfPrescription(Reading.Accepted read) implements Signable {
        @Override
        public String kind() {
            return DetachedSignature.PRESCRIPTION;
        }

        @Override
        public String name() {
            return "prescription " + read.prescription().id();
        }

        @Override
        public String canonicalText() {
            return read.canonicalText();
        }
    }

    record OfLibrary(LibraryReading.Accepted read) implements Signable {
        @Override
        public String kind() {
            return DetachedSignature.LIBRARY;
        }

        @Override
        public String name() {
            return "library " + read.library();
        }

        @Override
        public String canonicalText() {
            return read.canonicalText();
        }
    }

    String kind();

    /** For people. */
    String name();

    String canonicalText();

    /** Reads a file of either kind; throws {@link BadFileException} with all its faults. */
    static Signable read(Path file) throws BadFileException {
        byte[] bytes = InputFiles.bytes(file);
        return LibraryReader.isLibrary(bytes)
                ? new OfLibrary(InputFiles.library(file))
                : new OfPrescription(InputFiles.prescription(file));
    }
}
