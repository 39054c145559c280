package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;

/** The real firmware with a syringe driver in the simulated world, which is the judge. */
@Tag("REQ-190")
class SyringeRunTest {
    /** Bore and pitch: 2 % and 0.1 %. */
    private static final double GAIN_TOLERANCE = 0.0211;

    /** What plunger and stopper may still have stored or given ahead: two tenths of a millimetre of this plunger. */
    private static double storedMl(Mechanism.Syringe syringe) {
        return syringe.microstep().volumeOf(Mechanism.MICROSTEPS_PER_TURN / 5).nanolitres() / 1e6;
    }

    private static void assertGiven(double orderedMl, RunResult result, Mechanism.Syringe syringe) {
        double tolerance = orderedMl * GAIN_TOLERANCE + storedMl(syringe);
        assertEquals(orderedMl, result.trueDeliveredMl().doubleValue(), tolerance, result::toString);
    }

    private static RunResult run(Order order, Scenario scenario, long seed, Mechanism mechanism) throws IOException {
        RunSetup setup = new RunSetup(order, scenario, seed, mechanism);
        assertEquals(List.of(), setup.refusals());
        assertEquals(List.of(), setup.scenarioRefusals());
        return new Simulation(setup, Watching.NOBODY).run();
    }

    private static Order order(String container, String volume, String rate) {
        return Runs.order("""
                {"schema": "steadyflow/prescription/1", "id": "TEST", "patient": "nobody", "drug": {"name": "saline"},
                 "route": "subcutaneous", "container": {"volume": "%s", "residual": "0.1 mL"},
                 "regimen": {"type": "continuous", "volume": "%s", %s}, "at_end": "stop"}
                """.formatted(container, volume, rate));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void oneMillilitreOverFiveMinutesUnderTheSkin(long seed) throws IOException {
        RunResult result =
                run(Runs.example("22-erythropoietin"), Scenario.NOTHING_WRONG, seed, Mechanism.Syringe.ML_3);
        Runs.assertAsExpected(result, Scenario.NOTHING_WRONG);
        assertGiven(1, result, Mechanism.Syringe.ML_3);
        RunResult.Part part = result.parts().getFirst();
        double lasting = part.endS().orElseThrow().subtract(part.startS()).doubleValue();
        // accepted at one second, started at two
        assertEquals(301, lasting, 1, result::toString);
        assertEquals(2, result.alarms().size(), "near its end, and complete: " + result);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void thirtyMillilitresOverADay(long seed) throws IOException {
        List<Double> hours = new ArrayList<>();
        RunSetup setup = new RunSetup(
                order("31 mL", "30 mL", "\"duration\": \"24 h\""),
                Scenario.NOTHING_WRONG,
                seed,
                Mechanism.Syringe.ML_60);
        RunResult result = new Simulation(setup, Watching.NOBODY.seenBy(truth -> {
                    if (truth.nowNs() % 3_600_000_000_000L == 0) {
                        hours.add(truth.deliveredMl());
                    }
                }))
                .run();
        Runs.assertAsExpected(result, Scenario.NOTHING_WRONG);
        assertGiven(30, result, Mechanism.Syringe.ML_60);
        assertEquals(30, result.recordedUpperMl().doubleValue(), 0.001);
        // an even flow: after the first hour each one gives its share, give or take what plunger and stopper store
        for (int hour = 1; hour < 24; hour++) {
            double given = hours.get(hour) - hours.get(hour - 1);
            assertEquals(1.25, given, 1.25 * GAIN_TOLERANCE + storedMl(Mechanism.Syringe.ML_60), "hour " + hour);
        }
        assertEquals(2, result.alarms().size(), "near its end, and complete: " + result);
    }

    @Test
    void everySyringeCompletesAtItsOwnLeastAndGreatestRate() throws IOException {
        for (Mechanism.Syringe syringe : Mechanism.Syringe.all()) {
            Volume holds = syringe.mostContainer();
            Volume dose = new Volume(holds.nanolitres() / 5 * 4);
            Order fast = order(holds.toString(), dose.toString(), "\"rate\": \"" + syringe.mostRate() + "\"");
            RunResult result = run(fast, Scenario.NOTHING_WRONG, 9, syringe);
            Runs.assertAsExpected(result, Scenario.NOTHING_WRONG);
            assertGiven(dose.nanolitres() / 1e6, result, syringe);
            Order slow = order("1 mL", "0.5 mL", "\"rate\": \"" + syringe.leastRate() + "\"");
            result = run(slow, Scenario.NOTHING_WRONG, 9, syringe);
            Runs.assertAsExpected(result, Scenario.NOTHING_WRONG);
            assertGiven(0.5, result, syringe);
        }
    }

    @Test
    void anOcclusionStopsItAndItGoesOn() throws IOException {
        Scenario kinked = Runs.exampleScenario("kinked-line");
        RunResult result = run(order("60 mL", "40 mL", "\"rate\": \"200 mL/h\""), kinked, 3, Mechanism.Syringe.ML_60);
        Runs.assertAsExpected(result, kinked);
        assertTrue(Runs.raised(result, AlarmCode.OCCLUSION_DOWNSTREAM));
    }

    @Test
    void aPowerCutIsSettledInItsOwnMicrosteps() throws IOException {
        Scenario cut = Runs.exampleScenario("power-cut");
        for (long seed = 1; seed <= 3; seed++) {
            RunResult result =
                    run(order("20 mL", "15 mL", "\"rate\": \"60 mL/h\""), cut, seed, Mechanism.Syringe.ML_20);
            Runs.assertAsExpected(result, cut);
        }
    }

    /** No line runs to a syringe: nothing upstream can close or run dry by pressure. */
    @Test
    void nothingUpstreamCanAlarm() throws IOException {
        Scenario clamped =
                Runs.events("complete", "", "{\"at\": \"1 min\", \"do\": \"clamp_upstream\", \"for\": \"5 min\"}");
        RunResult result = run(order("10 mL", "8 mL", "\"rate\": \"60 mL/h\""), clamped, 4, Mechanism.Syringe.ML_10);
        Runs.assertAsExpected(result, clamped);
        assertEquals(
                List.of(AlarmCode.NEAR_END, AlarmCode.INFUSION_COMPLETE),
                result.alarms().stream().map(RunResult.RaisedAlarm::code).toList());
    }

    /** The pharmacy filled less than the label says: the plunger comes to its end and the motor stands. */
    @Test
    void aSyringeThatHoldsLessThanItsLabelStopsWithAnAlarm() throws IOException {
        Scenario underfilled = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "underfilled", "ends_at": "20 min",
                 "expect": {"outcome": "stopped", "alarms": ["UNDER_INFUSION"]}, "world": {"container_volume": "5 mL"}}
                """);
        RunResult result =
                run(order("10 mL", "8 mL", "\"rate\": \"60 mL/h\""), underfilled, 4, Mechanism.Syringe.ML_10);
        Runs.assertAsExpected(result, underfilled);
        assertEquals(5, result.trueDeliveredMl().doubleValue(), 0.2);
    }

    @Test
    @Tag("REQ-191")
    void whatDoesNotFitIsSaidBeforeAnythingRuns() throws IOException {
        RunSetup setup = new RunSetup(
                Runs.example("antibiotic-ceftriaxone"), Scenario.NOTHING_WRONG, 1, Mechanism.Syringe.ML_60);
        assertEquals(1, setup.refusals().size(), setup.refusals()::toString);
        assertTrue(setup.refusals().getFirst().startsWith("container.volume: 110 mL does not fit"));
        Scenario refilled = Runs.events(
                "complete", "", "{\"at\": \"1 min\", \"do\": \"replace_container\", \"volume\": \"11 mL\"}");
        RunSetup small =
                new RunSetup(order("10 mL", "8 mL", "\"rate\": \"60 mL/h\""), refilled, 1, Mechanism.Syringe.ML_10);
        assertEquals(1, small.scenarioRefusals().size(), small.scenarioRefusals()::toString);
    }
}
