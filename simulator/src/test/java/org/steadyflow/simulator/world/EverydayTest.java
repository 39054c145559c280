package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.quantity.Pressure;

final class EverydayTest {
    private static final long S = 1_000_000_000L;
    private static final long DAY = 86_400 * S;

    private static World living(DailyLife.Kind kind, long seed) {
        return new World(WorldParameters.DEFAULT.withLife(DailyLife.of(kind)), seed);
    }

    @Test
    void aDayOfNormalLifeHasAboutWhatItsRatesSay() {
        int coughs = 0;
        int arms = 0;
        int days = 10;
        for (int seed = 0; seed < days; seed++) {
            World world = living(DailyLife.Kind.NORMAL, seed);
            world.advance(DAY);
            coughs += world.truth().everyday().coughs();
            arms += world.truth().everyday().armMoves();
            assertTrue(world.truth().conservationViolation().isEmpty());
        }
        // 20 bouts of 1 to 6 by day's rate, 16 of 24 hours of it and 15 % of that at night
        double awake = (16 + 8 * 0.15) / 24;
        assertEquals(20 * 3 * awake, (double) coughs / days, 15);
        assertEquals(8 * 24 * awake, (double) arms / days, 35);
    }

    @Test
    void breathMovesTheVeinByAFewMmHgAndNoMore() {
        DailyLife normal = DailyLife.of(DailyLife.Kind.NORMAL);
        DailyLife breath = new DailyLife(
                normal.breathMmHg(),
                15,
                new DailyLife.Coughs(0, Spread.exactly(1), Spread.exactly(50), Spread.exactly(1)),
                new DailyLife.Moves(0, Spread.exactly(0), Spread.exactly(1)),
                new DailyLife.Kinks(0, Spread.exactly(1), Spread.exactly(1)),
                new DailyLife.Moves(0, Spread.exactly(0), Spread.exactly(1)),
                new DailyLife.Bubbles(0, Spread.exactly(1)),
                1);
        World world = new World(Rig.even().withLife(breath), 1);
        double least = 1_000;
        double most = 0;
        for (int step = 0; step < 2_000; step++) {
            world.advance(World.STEP_NS);
            least = Math.min(least, world.truth().downstreamMmHg());
            most = Math.max(most, world.truth().downstreamMmHg());
        }
        assertEquals(12 - 3, least, 0.7);
        assertEquals(12 + 3, most, 0.7);
    }

    @Test
    void aCoughEndsByItselfAndIsNoCause() {
        Rig rig = Rig.even(1);
        rig.world.person().cough(Pressure.ofMmHg(60), 3 * S);
        rig.hold(2.9);
        assertEquals(72, rig.truth.downstreamMmHg(), 4);
        rig.hold(10);
        assertEquals(12, rig.truth.downstreamMmHg(), 0.1);
        assertFalse(rig.truth.causes().isPresent(Cause.VEIN_PRESSURE_CHANGED));
        assertEquals(1, rig.truth.everyday().coughs());
    }

    @Test
    void aRaisedArmAndARaisedBagChangeTheirSideByTheHeight() {
        Rig rig = Rig.even(1);
        rig.world.person().raiseArm(0.5);
        rig.world.person().raiseContainer(-0.3);
        rig.hold(30);
        assertEquals(12 + 36.8, rig.truth.downstreamMmHg(), 0.1);
        assertEquals((0.5 - 0.3) * 73.6, rig.truth.upstreamMmHg(), 0.1);
        rig.world.person().raiseArm(0);
        rig.world.person().raiseContainer(0);
        rig.hold(30);
        assertEquals(12, rig.truth.downstreamMmHg(), 0.1);
        assertEquals(36.8, rig.truth.upstreamMmHg(), 0.1);
    }

    @Test
    void aStillLifeDoesNothing() {
        World world = living(DailyLife.Kind.STILL, 1);
        assertTrue(world.parameters().life().isStill());
        world.advance(DAY);
        assertEquals(new Everyday.Counts(0, 0, 0, 0, 0), world.truth().everyday());
    }

    @Test
    void aLifeThatBecomesStillLeavesNothingBehind() {
        World world = living(DailyLife.Kind.RESTLESS, 3);
        world.advance(DAY / 4);
        world.person().live(DailyLife.of(DailyLife.Kind.STILL));
        world.advance(60 * S);
        assertEquals(12, world.truth().downstreamMmHg(), 0.01);
        assertEquals(36.8, world.truth().upstreamMmHg(), 0.01);
    }
}
