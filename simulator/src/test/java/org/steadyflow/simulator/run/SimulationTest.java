package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;

/** Whole runs: the real firmware in the simulated world. */
class SimulationTest {
    private static final long SEEDS = 3;
    private static final double AUTHORITY_ML = 0.05;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing-wrong",
                "kinked-line",
                "power-cut",
                "slow-disk",
                "dead-disk",
                "hanging-disk",
                "dead-memory-chip",
                "lost-card",
                "oscillating-supply",
                "door-opened",
                "air-bubble",
                "empty-container"
            })
    void everyExampleScenarioEndsAsItSaysWithASilentReferee(String name) throws IOException {
        Scenario scenario = Runs.exampleScenario(name);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Runs.assertAsExpected(Runs.run(Runs.example("antibiotic-ceftriaxone"), scenario, seed), scenario);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hydration, kinked-line",
        "hydration, power-cut",
        "piperacillin-24-h, door-opened",
        "piperacillin-24-h, empty-container",
        "vancomycin-every-12-h, air-bubble"
    })
    void scenariosFitOtherPrescriptionsToo(String prescription, String name) throws IOException {
        Scenario scenario = Runs.exampleScenario(name);
        // a set that gives the most of its type empties its bag before the order is in
        Runs.assertAsExpected(Runs.run(Runs.example(prescription), scenario, 5), scenario);
    }

    @ParameterizedTest
    @Tag("REQ-25")
    @ValueSource(strings = {"antibiotic-ceftriaxone", "hydration", "piperacillin-24-h", "vancomycin-every-12-h"})
    void everyExamplePrescriptionCompletes(String name) throws IOException {
        Order order = Runs.example(name);
        RunResult result = Runs.run(order, Scenario.NOTHING_WRONG, 7);
        Runs.assertAsExpected(result, Scenario.NOTHING_WRONG);
        double share =
                result.trueDeliveredMl().doubleValue() / result.programmedMl().doubleValue();
        // four hundredths from set to set, and up to five where one tires otherwise than its type
        assertTrue(share > 0.91 && share < 1.09, name + " gave a share of " + share);
    }

    @Test
    void theTenDayExampleRunsThroughItsFirstDay() throws IOException {
        Scenario day = Runs.events("running", "1 d", "");
        RunResult result = Runs.run(Runs.example("slow-1337"), day, 1);
        Runs.assertAsExpected(result, day);
        // a day of 13.37 mL/h, less the two seconds before the start and the last authority
        assertEquals(320.87, result.recordedLowerMl().doubleValue(), 2 * AUTHORITY_ML);
    }

    @Test
    @Tag("REQ-163")
    void theSameSetupGivesTheSameRunTwice() throws IOException {
        Order order = Runs.example("antibiotic-ceftriaxone");
        Scenario scenario = Runs.exampleScenario("power-cut");
        RunResult first = withoutCpu(Runs.run(order, scenario, 5));
        assertEquals(first, withoutCpu(Runs.run(order, scenario, 5)));
        assertNotEquals(first, withoutCpu(Runs.run(order, scenario, 6)));
    }

    /** Onlookers see every step and change nothing. */
    @Test
    @Tag("REQ-163")
    void beingWatchedChangesNothing() throws IOException {
        RunSetup setup = new RunSetup(Runs.continuous("20 mL", "120 mL/h"), Runs.exampleScenario("kinked-line"), 5);
        RunResult alone = withoutCpu(new Simulation(setup, Watching.NOBODY).run());
        long[] looks = {0};
        RunResult watched = withoutCpu(new Simulation(setup, Watching.NOBODY.seenBy(_ -> looks[0]++)).run());
        assertEquals(alone, watched);
        assertEquals(alone.simulatedS().doubleValue() * 100, (double) looks[0], 0.5);
    }

    @Test
    @Tag("REQ-59")
    @Tag("REQ-99")
    void twoBrokenStoresStopTheMotorOnlyWhenItsAuthorityIsUsedUp() throws IOException {
        // 60 mL/h use 50 uL in three seconds
        long[] lastTurnNs = {0};
        Scenario broken = Runs.events(
                "faulted",
                "10 min",
                "{\"at\": \"5 min\", \"do\": \"disk_broken\"}, {\"at\": \"5 min\", \"do\": \"fram_broken\"}");
        RunSetup setup = new RunSetup(Runs.continuous("100 mL", "60 mL/h"), broken, 3);
        RunResult result =
                new Simulation(setup, Watching.NOBODY.seenBy(truth -> lastTurnNs[0] = truth.lastTurnNs())).run();
        Runs.assertAsExpected(result, broken);
        assertTrue(Runs.raised(result, AlarmCode.JOURNAL_FAULT), result::toString);
        double stoppedS = lastTurnNs[0] / 1e9;
        assertTrue(stoppedS > 300.7 && stoppedS < 304, "the motor stood at " + stoppedS + " s");
    }

    @Test
    @Tag("REQ-69")
    void aFullDiskThatIsFreedInTimeStopsNothing() throws IOException {
        // the segments' room is taken beforehand: a day of journal fits
        Scenario full = Runs.events(
                "complete",
                "",
                "{\"at\": \"1 min\", \"do\": \"disk_full\"}, {\"at\": \"20 min\", \"do\": \"disk_freed\"}");
        RunResult result = Runs.run(Runs.continuous("30 mL", "60 mL/h"), full, 3);
        Runs.assertAsExpected(result, full);
        assertFalse(Runs.raised(result, AlarmCode.JOURNAL_FAULT), result::toString);
    }

    @Test
    @Tag("REQ-62")
    void aPumpWhoseDiskCannotBeWrittenAtItsStartKnowsItsOrderAgainWhenItCan() throws IOException {
        Scenario scenario = Runs.events("running", "8 min", """
                {"at": "3 min", "do": "disk_broken"}, {"at": "4 min", "do": "kill_control", "for": "2 s"},
                {"at": "5 min", "do": "disk_mended"}, {"at": "330 s", "do": "kill_control", "for": "2 s"},
                {"at": "6 min", "do": "acknowledge"}, {"at": "7 min", "do": "start"}
                """);
        RunResult result = Runs.run(Runs.continuous("60 mL", "60 mL/h"), scenario, 3);
        Runs.assertAsExpected(result, scenario);
    }

    @Test
    void aRunThatCanNeverEndEnds() throws IOException {
        // nobody sees to the clock, so the second dose waits for ever
        Scenario scenario = Runs.events("running", "", "{\"at\": \"1 h\", \"do\": \"jump_clock\", \"by\": \"1 h\"}");
        Order order = Runs.order(IntermittentTest.every("2 h", "\"rule\": \"ask\"", 2));
        RunResult result = Runs.run(order, scenario, 1);
        assertEquals(
                (double) new RunSetup(order, scenario, 1).longest().toSeconds(),
                result.simulatedS().doubleValue(),
                0.1);
    }

    @Test
    void aBatteryThatDiesIsAPowerCut() throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "battery", "ends_at": "8 h",
                 "expect": {"outcome": "complete", "alarms": ["MAINS_LOST", "BATTERY_LOW", "BATTERY_DEPLETED"]},
                 "world": {"battery_charge": "2 %"},
                 "events": [{"at": "5 min", "do": "lose_mains"}, {"at": "180 min", "do": "restore_mains"},
                            {"at": "182 min", "do": "acknowledge"}, {"at": "183 min", "do": "start"}]}
                """);
        RunResult result = Runs.run(Runs.continuous("50 mL", "25 mL/h"), scenario, 2);
        Runs.assertAsExpected(result, scenario);
        double width =
                result.recordedUpperMl().subtract(result.recordedLowerMl()).doubleValue();
        assertTrue(width <= AUTHORITY_ML + 0.001, "the interval is " + width + " mL wide");
    }

    private static RunResult withoutCpu(RunResult result) {
        return new RunResult(
                result.schema(),
                result.seed(),
                result.outcome(),
                result.programmedMl(),
                result.trueDeliveredMl(),
                result.recordedLowerMl(),
                result.recordedUpperMl(),
                result.simulatedS(),
                BigDecimal.ZERO,
                result.parts(),
                result.alarms(),
                List.copyOf(result.referee()),
                result.illustration());
    }
}
