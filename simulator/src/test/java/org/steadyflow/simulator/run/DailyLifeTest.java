package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.world.WorldFile;
import org.steadyflow.simulator.world.WorldReading;

/** What people do all day is no cause of an alarm; what a drug would do is shown. */
final class DailyLifeTest {
    private static Scenario days(int days, String life, String events) {
        return Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "days-at-home",
                 "expect": {"outcome": "running"}, "ends_at": "%d d", "world": {"daily_life": "%s"},
                 "events": [%s]}
                """.formatted(days, life, events));
    }

    @Test
    void twoDaysWithCoughsARaisedArmAndAnotherBagAreSilent() throws IOException {
        Order order = Runs.example("hydration-a-month");
        Scenario scenario = days(2, "normal", """
                {"after_start": "5 h", "do": "cough", "pressure": "80 mmHg", "for": "5 s", "every": "6 h", "times": 7},
                {"after_start": "11 h", "do": "raise_arm", "height": "50 cm", "for": "20 min", "every": "6 h", "times": 6},
                {"after_start": "30 h", "do": "pause"},
                {"after_start": "108010 s", "do": "change_container"},
                {"after_start": "108020 s", "do": "replace_set"},
                {"after_start": "108060 s", "do": "start"}
                """);
        RunResult result = Runs.run(order, scenario, 3);
        Runs.assertAsExpected(result, scenario);
        assertEquals(List.of(), result.alarms());
    }

    @Test
    void aRunTakesTheWorldOfAFileAndTheContainerOfThePrescription() throws IOException {
        String text = """
                {"schema": "steadyflow/world/1", "catheter": {"use": "picc-3f"}, "surroundings": {"room_celsius": 12}}
                """;
        Mechanism cassette = new Mechanism.Cassette();
        WorldFile file = ((WorldReading.Accepted) WorldFile.parse(text, cassette)).world();
        RunSetup setup = new RunSetup(Runs.continuous("20 mL", "60 mL/h"), Scenario.NOTHING_WRONG, 1).in(file);
        assertEquals(5_000, setup.world().container().volumeMl());
        assertEquals(12, setup.world().surroundings().roomCelsius());
        RunResult result = new Simulation(setup, Watching.NOBODY).run();
        assertEquals("complete", result.outcome());
        assertEquals(List.of(), result.referee());
    }

    @Test
    void whatAnOpioidWouldDoIsShownAndMarked() throws IOException {
        RunResult result = Runs.run(Runs.example("08-morphine-pca"), Runs.exampleScenario("presses-every-5-min"), 1);
        RunResult.Illustration shown = result.illustration().orElseThrow();
        assertEquals("morphine", shown.drug());
        assertEquals("illustration, not clinical", shown.note());
        assertTrue(shown.peakEffectNgPerMl().doubleValue()
                > shown.leastEffectiveNgPerMl().doubleValue());
        assertTrue(shown.leastBreathingPercent().doubleValue() < 100);
        assertTrue(Runs.run(Runs.continuous("1 mL", "60 mL/h"), Scenario.NOTHING_WRONG, 1)
                .illustration()
                .isEmpty());
    }
}
