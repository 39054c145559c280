package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-232")
@Tag("REQ-168")
class CalibrateCommandTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("set.json");
    }

    @Test
    void aWeighedPrimeBecomesAFileThatSimulateTakes() throws IOException {
        Cli made = Cli.pump("calibrate", "--delivered-mass", "9.81g", "--recorded", "10 mL", "--out", file());
        assertEquals(0, made.exit(), made::err);
        assertTrue(made.out().contains("the set gives 1.7 % less than its type, uncertain by 0.34 %"), made::out);
        assertTrue(Files.readString(file()).contains("\"factor\":\"0.982966\""));
        Cli run = Cli.pump("simulate", Cli.prescription("antibiotic-ceftriaxone"), "--calibration", file());
        assertEquals(0, run.exit(), run::err);
    }

    @Test
    void turnsUnderPressureAreReckonedByTheType() throws IOException {
        Cli made = Cli.pump(
                "calibrate",
                "--delivered-mass",
                "9.581 g",
                "--shaft",
                "100 turns",
                "--back-pressure",
                "100 mmHg",
                "--out",
                file());
        assertEquals(0, made.exit(), made::err);
        assertTrue(Files.readString(file()).contains("\"factor\":\"1.00002"), made::out);
    }

    @Test
    void aSimulatedSetIsWeighedWithoutItsSeedBeingTold() throws IOException {
        Cli made = Cli.pump("calibrate", "--simulate", "--set", "3", "--out", file());
        assertEquals(0, made.exit(), made::err);
        assertTrue(made.out().contains("weighed"), made::out);
    }

    @Test
    void nonsenseIsSaidInASentenceAndNothingIsWritten() {
        Cli lost = Cli.pump("calibrate", "--delivered-mass", "8 g", "--recorded", "10 mL", "--out", file());
        assertEquals(1, lost.exit());
        assertTrue(lost.err().contains("no good set is more than 10 % off"), lost::err);
        Cli.pump("calibrate", "--delivered-mass", "9.8", "--recorded", "10 mL", "--out", file())
                .refused();
        Cli.pump("calibrate", "--delivered-mass", "9.8 g", "--out", file()).refused();
        Cli.pump("calibrate", "--factor", "1.3", "--out", file()).refused();
        Cli.pump("calibrate", "--factor", "1,02", "--out", file()).refused();
        Cli.pump("calibrate", "--out", file()).refused();
        Cli.pump("calibrate", "--factor", "1.02", "--out", folder.resolve("no/where.json"))
                .refused();
        assertFalse(Files.exists(file()));
    }

    @Test
    void aFactorOfAnotherMechanismIsRefused() {
        assertEquals(
                0,
                Cli.pump("calibrate", "--factor", "1.023", "--mechanism", "syringe-10", "--out", file())
                        .exit());
        Cli.pump("simulate", Cli.prescription("antibiotic-ceftriaxone"), "--calibration", file())
                .refusedFor("it is of a set for syringe-10, and the pump is built with cassette");
    }
}
