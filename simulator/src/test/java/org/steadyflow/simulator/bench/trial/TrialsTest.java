package org.steadyflow.simulator.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.bench.analysis.Balance;
import org.steadyflow.simulator.bench.analysis.FlowCurve;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.message.AlarmCode;

/** The bench measures what the world has, whatever the firmware believes. */
@Tag("REQ-201")
class TrialsTest {
    private static final Mechanism CASSETTE = new Mechanism.Cassette();

    private static WorldParameters ideal(WorldParameters world, double gainError) {
        return world.withMechanics(WorldParameters.Cassette.DEFAULT
                .withRipple(0)
                .withBackPressureLossPerMmHg(0)
                .withGainError(gainError));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.03, 0.02, 0.05})
    void aSetThatGivesMoreIsWeighedAsSuch(double gainError) throws IOException {
        assertEquals(meanOfAnIdealSet(0) * (1 + gainError), meanOfAnIdealSet(gainError), 0.005);
    }

    private static double meanOfAnIdealSet(double gainError) throws IOException {
        Infusion infusion = Infusion.at(25, Duration.ofMinutes(30), CASSETTE, 1).in(world -> ideal(world, gainError));
        FlowCurve flow = Weighing.weigh(infusion, 0.5, 60).curve().flow();
        assertEquals(60, flow.size());
        return flow.between(10, 30).mean();
    }

    @Test
    void theSameSeedIsTheSameSetInAnotherRoom() throws IOException {
        Infusion usual = Infusion.at(25, Duration.ofMinutes(10), CASSETTE, 7).in(Conditions.REFERENCE);
        Conditions.Condition far = Conditions.BACK_PRESSURES.get(2);
        Infusion pressed = Infusion.at(25, Duration.ofMinutes(10), CASSETTE, 7).in(far::of);

        double atRest =
                Weighing.weigh(usual, 0.5, 20).curve().flow().between(5, 10).mean();
        double against =
                Weighing.weigh(pressed, 0.5, 20).curve().flow().between(5, 10).mean();

        assertEquals(200, far.value());
        assertEquals(atRest, against, 0.03 * atRest, "the pump compensates its type's loss, a set has its own");
    }

    @Test
    void aPumpThatNeverStartsDeliversNothing() throws IOException {
        Conditions.Condition aboveTheLimit = Conditions.BACK_PRESSURES.getLast();
        Infusion stopped = Infusion.at(25, Duration.ofMinutes(5), CASSETTE, 7).in(aboveTheLimit::of);
        Weighing.Weighed weighed = Weighing.weigh(stopped, 0.5, 10);

        assertEquals(300, aboveTheLimit.value());
        assertEquals(-100, weighed.curve().flow().errorPercent(25), 0.1);
        assertEquals("OCCLUSION_DOWNSTREAM", weighed.stoppedBy());
    }

    @Test
    void anOpenedTapReleasesWhatTheLineStored() throws IOException {
        Infusion infusion = Infusion.at(125, Duration.ofMinutes(4), CASSETTE, 1)
                .in(world -> ideal(world, 0))
                .then(Duration.ofSeconds(60), new WorldAction.KinkLine(Double.POSITIVE_INFINITY))
                .then(Duration.ofSeconds(63), new WorldAction.ClearKink());
        Tap tap = new Tap(Balance.ANALYTICAL.pan(1));
        infusion.run(Watching.NOBODY.seenBy(tap));

        // no alarm after 3 s: 125 mL/h for 3 s were stored, and the pump ran on
        double storedMl = 125.0 * 3 / 3_600;
        assertTrue(tap.wasOpened());
        assertEquals(
                tap.runningMmHg() + storedMl / Conditions.complianceMlPerMmHg(infusion.world()), tap.peakMmHg(), 4);
        assertEquals(storedMl, tap.releasedMl(), 0.004);
    }

    @Test
    void anAlarmIsTimedFromTheStartOfTheInfusion() throws IOException {
        Infusion infusion = Infusion.at(125, Duration.ofMinutes(3), CASSETTE, 1)
                .then(Duration.ofSeconds(60), new WorldAction.OpenDoor());
        Weighing.Weighed weighed = Weighing.weigh(infusion, 0.5, 6);

        assertEquals(60, weighed.firstS(AlarmCode.DOOR_OPEN).orElseThrow(), 0.2);
        assertEquals("DOOR_OPEN", weighed.stoppedBy());
    }

    @Test
    void ratesThatTheMechanismDoesNotGiveAreLeftOut() {
        BenchSettings small = new BenchSettings(Mechanism.Syringe.ML_10, List.of(), 10);

        assertEquals(List.of(1.0, 5.0, 25.0, 125.0, 300.0), small.rates(0.1, 1, 5, 25, 125, 300, 600));
        assertEquals(List.of(1.0), small.ratesForTwoHours(0.1, 1, 25));
        assertEquals(2, small.intermediateMlPerH());
    }
}
