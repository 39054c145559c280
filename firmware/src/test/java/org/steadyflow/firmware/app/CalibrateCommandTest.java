package org.steadyflow.firmware.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.calibration.CalibrationReader;
import org.steadyflow.firmware.calibration.CalibrationReading;

/** What a person at a pump can do without the sources. */
@Tag("REQ-232")
@Tag("REQ-168")
class CalibrateCommandTest {
    @TempDir
    private Path folder;

    private String file() {
        return folder.resolve("set.json").toString();
    }

    @Test
    void aPumpWithoutASimulatorMakesTheFileThatControlReads() throws IOException {
        Run made = Run.of("calibrate", "--delivered-mass", "9.81 g", "--recorded", "10 mL", "--out", file());
        assertEquals(ExitCode.OK, made.code(), made::err);
        assertTrue(made.out().contains("the set gives 1.7 % less than its type, uncertain by 0.34 %"), made::out);
        assertInstanceOf(
                CalibrationReading.Accepted.class, CalibrationReader.read(Files.readAllBytes(Path.of(file()))));
    }

    @Test
    void aFactorThatIsPrintedOnTheSetIsTaken() throws IOException {
        Run made = Run.of("calibrate", "--factor", "1.023", "--mechanism", "syringe-20", "--out", file());
        assertEquals(ExitCode.OK, made.code(), made::err);
        assertTrue(Files.readString(Path.of(file())).contains("\"mechanism\":\"syringe-20\""));
    }

    @Test
    void figuresOfNoGoodSetAreRefusedInASentenceThatNamesTheCommand() {
        Run lost = Run.of("calibrate", "--delivered-mass", "8 g", "--recorded", "10 mL", "--out", file());
        assertEquals(ExitCode.FAILED, lost.code());
        assertTrue(lost.err().startsWith("steadyflow calibrate: the set gave 8.02 mL"), lost::err);
        Run vague = Run.of("calibrate", "--delivered-mass", "9.8 g", "--out", file());
        assertEquals(ExitCode.BAD_INPUT, vague.code());
        assertTrue(vague.err().contains("--recorded VOLUME or --shaft TURNS"), vague::err);
        Run both = Run.of("calibrate", "--factor", "1.02", "--recorded", "10 mL", "--out", file());
        assertEquals(ExitCode.BAD_INPUT, both.code());
        assertTrue(both.err().contains("needs no --recorded and no --shaft"), both::err);
        assertEquals(
                ExitCode.BAD_INPUT,
                Run.of("calibrate", "--factor", "1.02", "--delivered-mass", "9.8 g", "--out", file())
                        .code());
        assertFalse(Files.exists(Path.of(file())));
    }

    @Test
    void itsHelpNamesTheSettingAndTheCommandOfAPc() {
        Run help = Run.of("calibrate", "--help");
        assertEquals(ExitCode.OK, help.code());
        assertTrue(help.out().contains("calibration = FILE"), help::out);
        assertTrue(help.out().contains("./pump calibrate"), help::out);
    }
}
