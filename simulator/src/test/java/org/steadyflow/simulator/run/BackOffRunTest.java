package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.SystemAction;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.message.AlarmCode;

/** Back-off in the simulated world: control is killed and the power is cut at each of its moments. */
@Tag("REQ-109")
class BackOffRunTest {
    private static final String NURSE = """
            "reactions": [{"when_alarm": "OCCLUSION_DOWNSTREAM", "after": "25 s", "do": ["clear_kink", "acknowledge", "start"]}]""";
    private static final SystemAction KILLED = new SystemAction.KillControl(Duration.ofSeconds(2));
    private static final SystemAction CUT = new SystemAction.CutPower(Duration.ofSeconds(2));
    private static final WorldParameters SOFT_SET =
            WorldParameters.DEFAULT.withLine(WorldParameters.DEFAULT.line().withCompliance(5e-3));

    private static Scenario closing(String events) {
        return Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "test", "unattended": true, "expect": {"outcome": "complete"},
                 "events": [{"after_start": "10 s", "do": "kink_line"}%s], %s}
                """.formatted(events, NURSE));
    }

    private static Scenario struck(Scenario usual, Duration after, SystemAction strike) {
        List<Scenario.Reaction> reactions = new ArrayList<>(usual.reactions());
        reactions.add(new Scenario.Reaction(AlarmCode.OCCLUSION_DOWNSTREAM, after, List.of(strike)));
        return new Scenario(
                usual.name(),
                usual.description(),
                usual.expectation(),
                usual.endsAt(),
                usual.confirmsAfter(),
                usual.world(),
                usual.events(),
                reactions);
    }

    /** Struck so many tenths of a second after the alarm: from before its first record to after its last. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("REQ-53")
    @Tag("REQ-56")
    void struckAtAnyMomentTheRefereeFindsNothing(boolean kills) throws IOException {
        Order order = Runs.continuous("5 mL", "300 mL/h", "\"resume\": \"by_itself\", \"within\": \"10 min\"");
        for (int tenths = 0; tenths < 160; tenths++) {
            Duration after = Duration.ofMillis(tenths * 100L);
            Scenario scenario = struck(closing(""), after, kills ? KILLED : CUT);
            RunSetup setup = new RunSetup(order, scenario, tenths).in(SOFT_SET);

            RunResult result = new Simulation(setup, Watching.NOBODY).run();

            String when = tenths + " tenths after the alarm: " + result;
            assertEquals(List.of(), result.referee(), when);
            assertEquals("complete", result.outcome(), when);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cassette", "syringe-60", "syringe-10", "syringe-3"})
    @Tag("REQ-05")
    void theDoseIsWholeAfterFiveOcclusions(String label) throws IOException {
        Mechanism mechanism = Mechanism.labelled(label).orElseThrow();
        Order order = Runs.order("""
                {"schema": "steadyflow/prescription/1", "id": "TEST", "patient": "nobody", "drug": {"name": "saline"},
                 "route": "intravenous_peripheral", "container": {"volume": "3 mL", "residual": "0 mL"},
                 "regimen": {"type": "continuous", "volume": "2.9 mL", "rate": "30 mL/h"}, "at_end": "stop"}
                """);
        Scenario scenario = closing("""
                , {"after_start": "180 s", "do": "kink_line"}, {"after_start": "300 s", "do": "kink_line"},
                {"after_start": "420 s", "do": "kink_line"}, {"after_start": "540 s", "do": "kink_line"}""");

        RunResult result = new Simulation(new RunSetup(order, scenario, 7, mechanism), Watching.NOBODY).run();

        assertEquals(List.of(), result.referee(), result::toString);
        assertEquals("complete", result.outcome(), result::toString);
        assertEquals(2.9, result.recordedLowerMl().doubleValue(), 0.0002, result::toString);
        long occlusions = result.alarms().stream()
                .filter(alarm -> alarm.code() == AlarmCode.OCCLUSION_DOWNSTREAM)
                .count();
        assertTrue(occlusions >= 2, result::toString);
    }

    /** A line that stays closed, and control that is killed between the tries: three of them, and then it waits. */
    @Test
    @Tag("REQ-113")
    void aClosedLineIsTriedThreeTimesAlsoWhereControlIsKilled() throws IOException {
        Order order = Runs.order("""
                {"schema": "steadyflow/prescription/1", "id": "TEST", "patient": "nobody", "drug": {"name": "saline"},
                 "route": "intravenous_peripheral", "container": {"volume": "250 mL"}, "limits": {"occlusion_restart": true},
                 "regimen": {"type": "continuous", "volume": "20 mL", "rate": "120 mL/h"}, "at_end": "stop"}
                """);
        Scenario scenario = Runs.events("stopped", "9 min", """
                {"after_start": "10 s", "do": "kink_line"}, {"after_start": "45 s", "do": "kill_control", "for": "2 s"},
                {"after_start": "48 s", "do": "acknowledge"}, {"after_start": "49 s", "do": "start"}""");

        RunResult result = Runs.run(order, scenario, 3);

        assertEquals(List.of(), result.referee(), result::toString);
        assertEquals("stopped", result.outcome(), result::toString);
        long alarms = result.alarms().stream()
                .filter(alarm -> alarm.code() == AlarmCode.OCCLUSION_DOWNSTREAM)
                .count();
        // the first, one after the person's start, one after each of three starts of its own, and that it had started
        assertTrue(alarms >= 5 && alarms <= 6, result::toString);
    }

    @Test
    void aVeinThatPushesBackIsNotDrained() throws IOException {
        Scenario scenario = Runs.events(
                "stopped",
                "3 min",
                "{\"after_start\": \"10 s\", \"do\": \"set_vein_pressure\", \"pressure\": \"350 mmHg\"}");
        double[] most = {0, 0};
        Watching.Onlooker onlooker = truth -> {
            most[0] = Math.max(most[0], truth.deliveredMl());
            most[1] = Math.max(most[1], most[0] - truth.deliveredMl());
        };
        RunSetup setup = new RunSetup(Runs.continuous("5 mL", "60 mL/h"), scenario, 1);

        RunResult result = new Simulation(setup, Watching.NOBODY.seenBy(onlooker)).run();

        assertEquals(List.of(), result.referee(), result::toString);
        assertTrue(Runs.raised(result, AlarmCode.OCCLUSION_DOWNSTREAM), result::toString);
        // 0.44 mL run into the line when the vein's pressure rises; what is drawn besides is little
        assertTrue(most[1] < 0.44 + 0.25, most[1] + " mL came back");
    }
}
