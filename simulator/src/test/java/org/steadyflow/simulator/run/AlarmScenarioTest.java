package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Priority;

/**
 * Rows of the alarm table that the world can cause, each judged by the world: in time, at its priority, and no other.
 */
class AlarmScenarioTest {
    private static final double CAUSED_AFTER_S = 300;

    /** The infusion's first part begins, and so much later the world does this. */
    private static RunResult run(String outcome, String world, String action, String reactions) throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "alarm", "expect": {"outcome": "%s"}, "ends_at": "10 min",
                 "world": {%s}, "events": [{"after_start": "5 min", %s}], "reactions": [%s]}
                """.formatted(outcome, world, action, reactions));
        RunResult result = Runs.run(Runs.continuous("50 mL", "100 mL/h"), scenario, 5);
        Runs.assertAsExpected(result, scenario);
        return result;
    }

    private static RunResult.RaisedAlarm only(RunResult result, AlarmCode code) {
        List<RunResult.RaisedAlarm> alarms =
                result.alarms().stream().filter(alarm -> alarm.code() == code).toList();
        assertEquals(1, alarms.size(), result::toString);
        return alarms.getFirst();
    }

    private static double secondsAfterItsCause(RunResult result, RunResult.RaisedAlarm alarm) {
        return alarm.raisedS().subtract(result.parts().getFirst().startS()).doubleValue() - CAUSED_AFTER_S;
    }

    @ParameterizedTest
    @Tag("REQ-111")
    @Tag("REQ-112")
    @CsvSource(
            delimiter = '|',
            value = {
                "'do': 'unseat_set' | SET_MISLOADED | HIGH | stopped | 0.3",
                "'do': 'heat_board', 'temperature': '60 C' | OVER_TEMPERATURE | HIGH | stopped | 0.3",
                "'do': 'press_start_key', 'for': '90 s' | STUCK_KEY | MEDIUM | running | 60.3",
                "'do': 'press_dose_key', 'for': '90 s' | STUCK_KEY | MEDIUM | running | 60.3",
                "'do': 'press_stop_key', 'for': '90 s' | STUCK_KEY | MEDIUM | stopped | 60.3",
                "'do': 'lose_mains' | MAINS_LOST | LOW | running | 0.3",
                "'do': 'trip_monitor' | MONITOR_TRIP | HIGH | faulted | 0.3",
                "'do': 'fail_self_test' | SELF_TEST_FAILED | HIGH | faulted | 0.3",
                "'do': 'break_lock' | TAMPER | MEDIUM | running | 0.3",
            })
    void theWorldsFaultIsToldInTimeAndAlone(
            String action, AlarmCode code, Priority priority, String outcome, double withinS) throws IOException {
        RunResult result = run(outcome, "", action.replace('\'', '"'), "");

        RunResult.RaisedAlarm alarm = only(result, code);
        assertEquals(1, result.alarms().size(), result::toString);
        assertEquals(priority, alarm.priority());
        double afterS = secondsAfterItsCause(result, alarm);
        assertTrue(afterS >= 0 && afterS <= withinS, afterS + " s after its cause");
        if (priority == Priority.HIGH) {
            double stoppedS = alarm.motorStoppedS().orElseThrow().doubleValue();
            assertTrue(stoppedS - alarm.raisedS().doubleValue() <= 0.3, result::toString);
        }
    }

    @Test
    @Tag("REQ-110")
    void liquidThatRunsPastTheMechanismIsToldWithinTwoSeconds() throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "free flow", "ends_at": "10 min",
                 "expect": {"outcome": "faulted", "alarms": ["FREE_FLOW", "DOOR_OPEN"]},
                 "events": [{"after_start": "2 min", "do": "pause"}, {"after_start": "3 min", "do": "start"},
                            {"after_start": "4 min", "do": "fail_clamp"}, {"after_start": "5 min", "do": "open_door"}]}
                """);
        RunResult result = Runs.run(Runs.continuous("50 mL", "100 mL/h"), scenario, 5);
        Runs.assertAsExpected(result, scenario);
        double afterS = secondsAfterItsCause(result, only(result, AlarmCode.FREE_FLOW));
        assertTrue(afterS > 0 && afterS <= 2, afterS + " s after the door opened");
    }

    @ParameterizedTest
    @CsvSource({"10 mL/h", "100 mL/h", "999 mL/h"})
    @Tag("REQ-110")
    void aDoorThatOpensOnASoundClampIsNoFreeFlow(String rate) throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "door", "ends_at": "10 min", "expect": {"outcome": "stopped"},
                 "events": [{"after_start": "60 s", "do": "open_door"}, {"after_start": "2 min", "do": "replace_container",
                             "volume": "200 mL"}]}
                """);
        RunResult result = Runs.run(Runs.continuous("50 mL", rate), scenario, 5);
        Runs.assertAsExpected(result, scenario);
        assertEquals(1, result.alarms().size(), result::toString);
    }

    @Test
    @Tag("REQ-111")
    void aBatteryThatRunsDownWarnsHalfAnHourAheadAndStopsFiveMinutesAhead() throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "battery", "ends_at": "60 min",
                 "expect": {"outcome": "stopped", "alarms": ["MAINS_LOST", "BATTERY_LOW", "BATTERY_DEPLETED"]},
                 "world": {"battery_charge": "8 %"}, "events": [{"at": "5 min", "do": "lose_mains"}]}
                """);
        List<Long> darkNs = new ArrayList<>();
        Simulation simulation = new Simulation(
                new RunSetup(Runs.continuous("50 mL", "10 mL/h"), scenario, 3), Watching.NOBODY.seenBy(truth -> {
                    if (!truth.powered() && darkNs.isEmpty()) {
                        darkNs.add(truth.nowNs());
                    }
                }));
        RunResult result = simulation.run();
        Runs.assertAsExpected(result, scenario);
        double darkS = darkNs.getFirst() / 1e9;
        double lowS = only(result, AlarmCode.BATTERY_LOW).raisedS().doubleValue();
        double depletedS = only(result, AlarmCode.BATTERY_DEPLETED).raisedS().doubleValue();
        assertEquals(30 * 60, darkS - lowS, 60);
        assertEquals(5 * 60, darkS - depletedS, 60);
        assertTrue(darkS - depletedS >= 180, "three minutes of sound");
    }

    @Test
    @Tag("REQ-107")
    void theLastHalfHourIsToldAndTheInfusionGoesOnToItsEnd() throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "near end",
                 "expect": {"outcome": "complete", "alarms": ["NEAR_END", "INFUSION_COMPLETE"]}}
                """);
        RunResult result = Runs.run(Runs.continuous("20 mL", "20 mL/h"), scenario, 5);
        Runs.assertAsExpected(result, scenario);
        RunResult.RaisedAlarm alarm = only(result, AlarmCode.NEAR_END);
        assertEquals(Priority.LOW, alarm.priority());
        double leftS = only(result, AlarmCode.INFUSION_COMPLETE)
                .raisedS()
                .subtract(alarm.raisedS())
                .doubleValue();
        assertEquals(30 * 60, leftS, 20);
    }

    @Test
    @Tag("REQ-112")
    void aSetThatIsSeatedAgainGoesOnWithAStart() throws IOException {
        RunResult result = run(
                "running",
                "",
                "\"do\": \"unseat_set\"",
                "{\"when_alarm\": \"SET_MISLOADED\", \"after\": \"30 s\", \"do\": [\"seat_set\", \"start\"]}");
        only(result, AlarmCode.SET_MISLOADED);
    }

    /** The door opens at 5 min, the sound is paused ten seconds later, and control is killed in the pause. */
    @Test
    @Tag("REQ-104")
    void aPauseOfTheSoundOutlivesTheProcessAndEndsAfterTwoMinutes() throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "audio", "ends_at": "10 min", "expect": {"outcome": "stopped"},
                 "events": [{"at": "300 s", "do": "open_door"}, {"at": "310 s", "do": "audio_pause"},
                            {"at": "330 s", "do": "kill_control"}]}
                """);
        List<Double> soundedS = new ArrayList<>();
        Simulation simulation = new Simulation(
                new RunSetup(Runs.continuous("50 mL", "100 mL/h"), scenario, 5), Watching.NOBODY.seenBy(truth -> {
                    if (truth.signal().toneHz() != 0) {
                        soundedS.add(truth.nowNs() / 1e9);
                    }
                }));
        RunResult result = simulation.run();
        Runs.assertAsExpected(result, scenario);
        assertTrue(soundedS.stream().anyMatch(s -> s > 300 && s < 301));
        assertEquals(
                List.of(), soundedS.stream().filter(s -> s > 310.2 && s < 429.9).toList());
        assertTrue(soundedS.stream().anyMatch(s -> s > 429.9 && s < 436));
    }
}
