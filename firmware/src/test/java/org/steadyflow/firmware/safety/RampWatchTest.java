package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;

/** Lines as they close, and lines as they live: a sensor with noise, a steady flow. */
@Tag("REQ-108")
class RampWatchTest {
    private static final int TICKS_PER_S = 20;
    private static final double BASELINE_MMHG = 12;
    private static final double NOISE_MMHG = 1.5;
    private static final double PA_PER_MMHG = 133.322;
    private static final long NEVER = -1;

    private final Random random = new Random(7);
    private RampWatch watch = RampWatch.START;
    private boolean syringe;

    /** First second at which it holds; {@link #NEVER} within {@code seconds}. The flow begins with the first second. */
    private long tripped(double mlPerH, int seconds, IntToDoubleFunction mmHgAt) {
        long first = NEVER;
        FlowRate rate = new FlowRate(Math.round(mlPerH * 1e6), 3_600_000_000_000L);
        for (int tick = 0; tick < seconds * TICKS_PER_S; tick++) {
            int second = tick / TICKS_PER_S;
            double mmHg = mmHgAt.applyAsDouble(second) + NOISE_MMHG * random.nextGaussian();
            watch = watch.next(
                    new LineSample(Pressure.ZERO, Pressure.ofPascals(Math.round(mmHg * PA_PER_MMHG)), 1_700),
                    flowing(rate, mlPerH / 3_600 * tick / TICKS_PER_S),
                    PumpSetup.CASSETTE.microstep());
            first = watch.blocked() && first == NEVER ? second : first;
        }
        return first;
    }

    private Situation flowing(FlowRate rate, double millilitres) {
        long travel = Math.round(millilitres * 512_000);
        return new Situation(
                true,
                true,
                false,
                rate,
                travel,
                travel,
                travel,
                1_000_000_000,
                LineLimits.USUAL,
                TherapyTraits.USUAL,
                syringe);
    }

    /** A line that closes after a minute and stores all that is pumped. */
    private static IntToDoubleFunction closed(double mlPerH, double mlPerMmHg) {
        return second -> BASELINE_MMHG + Math.max(0, second - 60) * mlPerH / 3_600 / mlPerMmHg;
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 1.3e-3",
        "0.5, 1.3e-3",
        "1, 1.3e-3",
        "2.5, 1.3e-3",
        "4.9, 1.3e-3",
        "9.9, 1.3e-3",
        "9.9, 1.3e-3",
        "0.5, 5e-3",
        "4.9, 5e-3",
        "1, 2.8e-3"
    })
    void aClosedLineIsFoundInLessThanHalfTheTimeThatTheThresholdTakes(double mlPerH, double mlPerMmHg) {
        double thresholdS = mlPerMmHg * (300 - BASELINE_MMHG) / mlPerH * 3_600;

        long foundS = tripped(mlPerH, 60 + (int) thresholdS, closed(mlPerH, mlPerMmHg)) - 60;

        assertTrue(0 < foundS && foundS <= thresholdS / 2, foundS + " s of " + thresholdS);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 15", "0.5, 30", "2, 10", "2, 30", "4.9, 20"})
    void aSyringeWhoseStopperSticksAndSlipsIsFoundAsWell(double mlPerH, int slipMmHg) {
        syringe = true;
        IntToDoubleFunction even = closed(mlPerH, 2e-3);
        double thresholdS = 2e-3 * (300 - BASELINE_MMHG) / mlPerH * 3_600;

        long foundS = tripped(
                        mlPerH,
                        60 + (int) thresholdS,
                        second -> BASELINE_MMHG
                                + slipMmHg * Math.floor((even.applyAsDouble(second) - BASELINE_MMHG) / slipMmHg))
                - 60;

        assertTrue(0 < foundS && foundS <= 0.6 * thresholdS, foundS + " s of " + thresholdS);
    }

    @Test
    void anyPressureThatTheLineBeginsWithMayBeIt() {
        for (int mmHg = -40; mmHg <= 60; mmHg++) {
            double from = mmHg;
            watch = RampWatch.START;
            assertTrue(tripped(2, 400, second -> from + second * 2 / 3.6 / 1.3) > 0, mmHg + " mmHg");
        }
    }

    @Test
    void itHoldsUntilThePressureIsBackWhereTheClimbBegan() {
        assertTrue(tripped(2, 400, closed(2, 1.3e-3)) > 0);
        tripped(2, 20, _ -> 60);
        assertTrue(watch.blocked());
        tripped(2, 20, _ -> BASELINE_MMHG);
        assertFalse(watch.blocked());
    }

    @Test
    void fromTenMillilitresAnHourOnTheThresholdDecides() {
        assertEquals(NEVER, tripped(10, 600, closed(10, 1.3e-3)));
    }

    @Test
    void aRiseWithNoFlowIsNoOcclusion() {
        Situation still = flowing(FlowRate.ofMillilitresPerHour(2), 0);
        for (int tick = 0; tick < 400 * TICKS_PER_S; tick++) {
            LineSample line = new LineSample(Pressure.ZERO, Pressure.ofMmHg(tick / TICKS_PER_S), 1_700);
            watch = watch.next(line, still, PumpSetup.CASSETTE.microstep());
        }
        assertFalse(watch.blocked());
    }

    /** A catheter that is half closed comes to rest at its own pressure: it flows, and the threshold watches it. */
    @Test
    void aNarrowVeinThatComesToRestIsNoOcclusion() {
        assertEquals(NEVER, tripped(2, 3_600, second -> BASELINE_MMHG + 90 * (1 - Math.exp(-second / 200.0))));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, false",
        "1, false",
        "2, false",
        "4.9, false",
        "9.9, false",
        "0.5, true",
        "2, true",
        "4.9, true",
        "9.9, true"
    })
    void whatLifeDoesToALineIsNoOcclusion(double mlPerH, boolean ofASyringe) {
        syringe = ofASyringe;
        int day = 24 * 3_600;
        double[] mmHg = new double[day];
        for (int second = 0; second < day; second++) {
            mmHg[second] = BASELINE_MMHG + 3 * Math.sin(second * 2 * Math.PI * 0.25);
        }
        int times = ofASyringe ? 50 : 200;
        for (int i = 0; i < times; i++) {
            add(mmHg, random.nextInt(day), 30 + random.nextInt(600), 37 * random.nextDouble()); // an arm is raised
            add(mmHg, random.nextInt(day), 1 + random.nextInt(4), 30 + random.nextInt(50)); // a cough
            add(mmHg, random.nextInt(day), 20 + random.nextInt(120), 30 + random.nextInt(50)); // a cuff
        }
        assertEquals(NEVER, tripped(mlPerH, day, second -> mmHg[second]));
    }

    private static void add(double[] mmHg, int from, int seconds, double more) {
        for (int second = from; second < Math.min(mmHg.length, from + seconds); second++) {
            mmHg[second] += more;
        }
    }

    /** Slower than any line that stores what is pumped: most of it goes into the patient. */
    @Test
    void aRiseMuchSlowerThanAnySetStoresIsNoOcclusion() {
        assertEquals(NEVER, tripped(2, 4 * 3_600, closed(2, 12e-3)));
    }
}
