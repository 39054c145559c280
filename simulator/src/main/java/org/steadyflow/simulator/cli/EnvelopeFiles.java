package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import org.steadyflow.firmware.envelope.EnvelopeLimits;
import org.steadyflow.firmware.envelope.EnvelopeWriter;
import org.steadyflow.firmware.monitor.Envelope;
import org.steadyflow.firmware.monitor.EnvelopeFile;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.hal.device.Mechanism;

/** The envelope of a prescription in a file beside it. */
final class EnvelopeFiles {
    private EnvelopeFiles() {}

    static Path beside(Path prescription) {
        return prescription.resolveSibling(prescription.getFileName() + EnvelopeWriter.FILE_SUFFIX);
    }

    static byte[] signed(Reading.Accepted read, Mechanism mechanism, KeyPair keys) {
        return EnvelopeWriter.signed(EnvelopeLimits.of(read.prescription(), read.sha256(), mechanism), keys);
    }

    /** What is wrong with the envelope beside this prescription, a sentence; empty for nothing. */
    static String fault(Path prescription, Reading.Accepted read, Mechanism mechanism, PublicKey trusted)
            throws IOException {
        Path file = beside(prescription);
        if (!Files.exists(file)) {
            return "It is not there, and without it a pump with a monitor does not start.";
        }
        return switch (EnvelopeFile.read(Files.readAllBytes(file), trusted)) {
            case EnvelopeFile.Reading.Refused(String why) -> why;
            case EnvelopeFile.Reading.Accepted(Envelope found) -> {
                EnvelopeLimits limits = EnvelopeLimits.of(read.prescription(), read.sha256(), mechanism);
                boolean isIts = found.id() == limits.id()
                        && found.turnNl() == limits.turn().nanolitres()
                        && found.turnDivisor() == limits.turn().microsteps()
                        && found.volumeNl() == limits.volume().nanolitres();
                yield isIts ? "" : "It is for another prescription or another mechanism.";
            }
        };
    }
}
