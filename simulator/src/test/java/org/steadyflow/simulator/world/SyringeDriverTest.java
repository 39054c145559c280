package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** The syringe driver at a steady pace, as the firmware drives it. */
class SyringeDriverTest {
    private static final long SEEDS = 20;
    private static final long TICKS_PER_MIN = 1_200;

    private static final class Bench {
        final World world;
        private final Mechanism.Syringe syringe;
        private double due;

        Bench(SyringeMechanics mechanics, long seed) {
            this.syringe = mechanics.syringe();
            WorldParameters usual = WorldParameters.of(syringe);
            this.world = new World(usual.withMechanics(mechanics), seed);
        }

        static Bench usual(Mechanism.Syringe syringe, long seed) {
            return new Bench(SyringeMechanics.of(syringe), seed);
        }

        void infuse(double mlPerH, long minutes) {
            infuseTicks(mlPerH, minutes * TICKS_PER_MIN);
        }

        void infuseTicks(double mlPerH, long ticks) {
            double nlPerTick = mlPerH * 1e6 / 3_600 / 20;
            double perTick = nlPerTick
                    * syringe.microstep().microsteps()
                    / syringe.microstep().nanolitres();
            for (long tick = 0; tick < ticks; tick++) {
                due += perTick;
                world.hardware().apply(new MotorCommand.MoveTo((long) due, Math.max(1, (long) (perTick * 20))));
                world.hardware().kick();
                world.advance(Rig.TICK_NS);
            }
        }

        void hold(long minutes) {
            for (long tick = 0; tick < minutes * TICKS_PER_MIN; tick++) {
                world.hardware().apply(MotorCommand.HOLD);
                world.hardware().kick();
                world.advance(Rig.TICK_NS);
            }
        }

        double deliveredMl() {
            return world.truth().deliveredMl();
        }
    }

    @Test
    void overALongRunEverySyringeGivesItsVolumeToItsBoresTolerance() {
        for (Mechanism.Syringe syringe : Mechanism.Syringe.all()) {
            double mlPerH = syringe.mostContainer().millilitres().doubleValue();
            Bench bench = Bench.usual(syringe, 3);
            bench.infuse(mlPerH, 48);
            double share =
                    bench.deliveredMl() / (mlPerH * 0.8) / bench.world.truth().gain();
            assertEquals(1, share, 0.02, syringe.label());
        }
    }

    @Test
    void gainStaysWithinTheBoresToleranceFromSyringeToSyringe() {
        double least = 2;
        double most = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            double gain =
                    Bench.usual(Mechanism.Syringe.ML_20, seed).world.truth().gain();
            least = Math.min(least, gain);
            most = Math.max(most, gain);
        }
        assertTrue(least > 0.979 && least < 0.983, "least gain " + least);
        assertTrue(most < 1.0211 && most > 1.017, "most gain " + most);
    }

    /** hardware's figure: up to tens of minutes at 0.5 mL/h. */
    @Test
    void aSyringeThatNobodyPurgedStartsMinutesLate() {
        SyringeMechanics unpurged = SyringeMechanics.of(Mechanism.Syringe.ML_60).withPurge(false);
        double longest = 0;
        double shortest = 1_000;
        for (long seed = 0; seed < SEEDS; seed++) {
            Bench bench = new Bench(unpurged, seed);
            int minutes = 0;
            while (bench.deliveredMl() < 0.001 && minutes < 120) {
                bench.infuse(0.5, 1);
                minutes++;
            }
            longest = Math.max(longest, minutes);
            shortest = Math.min(shortest, minutes);
        }
        assertTrue(longest > 15 && longest < 60, "the longest start took " + longest + " min");
        assertTrue(shortest >= 2, "the shortest start took " + shortest + " min");
    }

    @Test
    void aPurgedOneStartsSooner() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Bench bench = Bench.usual(Mechanism.Syringe.ML_60, seed);
            bench.infuse(0.5, 8);
            assertTrue(bench.deliveredMl() > 0.001, "seed " + seed + " gave " + bench.deliveredMl() + " mL in 8 min");
        }
    }

    /** Mostly nothing at all, and all of the volume in jumps; at a high rate the stopper never rests. */
    @Test
    void theStopperSticksAtALowRateAndSlidesAtAHighOne() {
        assertTrue(restingShare(0.5) > 0.5, "at 0.5 mL/h " + restingShare(0.5));
        assertTrue(restingShare(120) < 0.05, "at 120 mL/h " + restingShare(120));
    }

    private static double restingShare(double mlPerH) {
        Bench bench = Bench.usual(Mechanism.Syringe.ML_60, 1);
        bench.infuse(mlPerH, 10);
        int resting = 0;
        for (int second = 0; second < 600; second++) {
            double before = bench.world.truth().pumpedMl();
            bench.infuseTicks(mlPerH, 20);
            resting += bench.world.truth().pumpedMl() == before ? 1 : 0;
        }
        return resting / 600.0;
    }

    @Test
    void aSyringeGivesNoMoreThanItHoldsAndThenStallsTheMotor() {
        Bench bench = Bench.usual(Mechanism.Syringe.ML_1, 5);
        bench.infuse(30, 3);
        assertEquals(0, bench.world.truth().containerMl(), 1e-9);
        assertTrue(bench.world.causes().isPresent(Cause.CONTAINER_EMPTY));
        double given = bench.world.truth().pumpedMl();
        bench.infuse(30, 5);
        assertEquals(given, bench.world.truth().pumpedMl(), 1e-9);
        assertEquals(1, given, 0.01);
        assertTrue(bench.world.causes().isPresent(Cause.MOTOR_STALLED));
        long stoodAt = bench.world.truth().shaftMicrosteps();
        bench.infuse(30, 1);
        assertEquals(stoodAt, bench.world.truth().shaftMicrosteps());
        bench.world.refillContainer(Volume.ofMillilitres(1));
        bench.infuse(30, 1);
        assertTrue(bench.world.truth().pumpedMl() > given + 0.1, "a new syringe gives again");
        assertTrue(!bench.world.causes().isPresent(Cause.MOTOR_STALLED));
    }

    /** What plunger and stopper have stored comes out by itself: the bolus after an occlusion. */
    @Test
    void afterAnOcclusionMoreComesOutThanTheLineAloneHadStored() {
        Bench bench = Bench.usual(Mechanism.Syringe.ML_60, 2);
        bench.infuse(20, 2);
        bench.world.kinkDownstream(Double.POSITIVE_INFINITY);
        bench.infuse(20, 2);
        double storedMl = bench.world.truth().storedDownstreamMl();
        double before = bench.deliveredMl();
        bench.world.clearDownstream();
        bench.hold(2);
        double came = bench.deliveredMl() - before;
        double restMl = bench.world.truth().storedDownstreamMl();
        assertTrue(came > (storedMl - restMl) * 1.05, "stored " + storedMl + " mL, out came " + came);
    }

    @Test
    void withoutFlowNothingMovesTheStopper() {
        Bench bench = Bench.usual(Mechanism.Syringe.ML_10, 4);
        bench.infuse(10, 5);
        bench.hold(1);
        double given = bench.world.truth().pumpedMl();
        bench.hold(60);
        assertEquals(given, bench.world.truth().pumpedMl());
    }

    @Test
    void noWorldHoldsASyringeLargerThanItsDriver() {
        WorldParameters usual = WorldParameters.of(Mechanism.Syringe.ML_10);
        Volume tooMuch = Volume.ofMillilitres(11);
        assertThrows(
                IllegalArgumentException.class,
                () -> new World(usual.withContainer(usual.container().withVolume(tooMuch)), 1));
        World world = new World(usual, 1);
        assertThrows(IllegalArgumentException.class, () -> world.refillContainer(tooMuch));
    }

    @Test
    void theLeastRateStillMovesEverySyringeInAQuarterOfAnHour() {
        for (Mechanism.Syringe syringe : Mechanism.Syringe.all()) {
            FlowRate least = syringe.leastRate();
            for (long seed = 0; seed < SEEDS; seed++) {
                Bench bench = Bench.usual(syringe, seed);
                double mlPerH = least.nanolitresPerHour() / 1e6;
                bench.infuse(mlPerH, 20);
                double before = bench.world.truth().pumpedMl();
                bench.infuse(mlPerH, 15);
                assertTrue(bench.world.truth().pumpedMl() > before, syringe.label() + ", seed " + seed);
            }
        }
    }
}
