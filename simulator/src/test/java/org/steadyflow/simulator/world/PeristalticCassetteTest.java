package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PeristalticCassetteTest {
    private static final long UNITS = 1 << 16;
    private static final long MICROSTEPS_PER_ROTOR_TURN = 512_000;
    private static final double NL_PER_ROTOR_TURN = 1_000_000;

    private static PeristalticCassette cassette(WorldParameters.Cassette parameters) {
        return new PeristalticCassette(parameters, 20, 0, new RandomBits(1, 1));
    }

    private static double nlOver(PeristalticCassette cassette, long fromMicrosteps, long microsteps, double pascals) {
        long turned = microsteps * UNITS;
        return cassette.displaced(fromMicrosteps * UNITS + turned, turned, pascals, 0) / 1e6;
    }

    @Test
    void rippleIsNoVolumeOverAWholeTurnOfTheRotor() {
        PeristalticCassette cassette = cassette(Rig.cassette().withRipple(0.3));
        double sum = 0;
        for (long from = 0; from < MICROSTEPS_PER_ROTOR_TURN; from += 100) {
            sum += nlOver(cassette, from, 100, 0);
        }
        assertEquals(NL_PER_ROTOR_TURN, sum, 0.01);
    }

    @Test
    void fluidRunsBackForATwentiethOfEachRollersPitch() {
        PeristalticCassette cassette = cassette(Rig.cassette().withRipple(0.2));
        int backwards = 0;
        double worst = 0;
        int pieces = 0;
        for (long from = 0; from < MICROSTEPS_PER_ROTOR_TURN; from += 20) {
            double share = nlOver(cassette, from, 20, 0) / (20 * Rig.NL_PER_MICROSTEP);
            backwards += share < 0 ? 1 : 0;
            worst = Math.min(worst, share);
            pieces++;
        }
        assertEquals(0.05, (double) backwards / pieces, 0.002);
        assertEquals(-0.2, worst, 0.001);
    }

    @Test
    void flowOutsideTheDipSwingsByTheRippleAmplitude() {
        PeristalticCassette cassette = cassette(Rig.cassette().withRipple(0.2));
        double best = 0;
        for (long from = 0; from < MICROSTEPS_PER_ROTOR_TURN; from += 20) {
            best = Math.max(best, nlOver(cassette, from, 20, 0) / (20 * Rig.NL_PER_MICROSTEP));
        }
        assertEquals(1.263, best, 0.01);
    }

    @Test
    void backPressureOf100MmHgCostsItsShare() {
        PeristalticCassette cassette = cassette(Rig.cassette().withBackPressureLossPerMmHg(4e-4));
        double nl = nlOver(cassette, 0, MICROSTEPS_PER_ROTOR_TURN, 100 * FluidLine.PA_PER_MMHG);
        assertEquals(0.96 * NL_PER_ROTOR_TURN, nl, 1);
    }

    @Test
    void creepEndsAtItsGreatest() {
        PeristalticCassette cassette = cassette(Rig.cassette().withCreep(creep(0)));
        for (int step = 0; step < 360_000; step++) {
            nlOver(cassette, step, 1, 0);
        }
        assertEquals(0.95, cassette.gain(), 1e-6);
        for (int step = 0; step < 1_000_000; step++) {
            nlOver(cassette, 360_000 + step, 1, 0);
        }
        assertEquals(0.90, cassette.gain(), 1e-6);
    }

    private static WorldParameters.Cassette.Creep creep(double ageHours) {
        return new WorldParameters.Cassette.Creep(Spread.exactly(0.10), Spread.exactly(2), ageHours);
    }

    @Test
    void anOldSetBeginsWithWhatItHasLost() {
        assertEquals(0.95, cassette(Rig.cassette().withCreep(creep(1))).gain(), 1e-12);
        assertEquals(0.90, cassette(Rig.cassette().withCreep(creep(72))).gain(), 1e-12);
    }

    @Test
    void creepIsSwitchedOnAndEachSetHasItsOwn() {
        for (int seed = 0; seed < 100; seed++) {
            WorldParameters.Cassette old =
                    WorldParameters.Cassette.DEFAULT.withGainError(0).withAgeHours(72);
            double lost = 1 - new PeristalticCassette(old, 22, 0, new RandomBits(seed, 2)).gain();
            assertTrue(lost >= 0.02 && lost <= 0.10, () -> "lost " + lost);
        }
    }

    @Test
    void aContainerBelowThePumpCostsWhatTheTubeFillsLess() {
        PeristalticCassette cassette = cassette(
                Rig.cassette().withSlip(new WorldParameters.Cassette.Slip(Spread.exactly(0), Spread.exactly(4e-4))));
        long turned = MICROSTEPS_PER_ROTOR_TURN * UNITS;
        double nl = cassette.displaced(turned, turned, 0, -100 * FluidLine.PA_PER_MMHG) / 1e6;
        assertEquals(0.96 * NL_PER_ROTOR_TURN, nl, 1);
    }

    @Test
    void coldTakesItsShareOfEachKelvinBelow20() {
        PeristalticCassette cassette = cassette(Rig.cassette());
        cassette.temperature(5);
        double lost = 1 - cassette.gain();
        assertTrue(lost >= 15 * 0.0025 * 0.75 && lost <= 15 * 0.0025 * 1.25, () -> "lost " + lost);
        cassette.temperature(30);
        assertEquals(1, cassette.gain());
    }

    @Test
    void theMotorMissesStepsAndStandsAtTheGreatestPressure() {
        PeristalticCassette cassette = cassette(WorldParameters.Cassette.DEFAULT);
        assertEquals(0, cassette.missedShare(1_600 * FluidLine.PA_PER_MMHG));
        assertEquals(0.5, cassette.missedShare(1_800 * FluidLine.PA_PER_MMHG), 1e-9);
        assertEquals(1, cassette.missedShare(2_000 * FluidLine.PA_PER_MMHG));
    }

    @Test
    void gainStaysWithinFourPercentFromSetToSet() {
        double least = 2;
        double most = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            double gain =
                    new PeristalticCassette(WorldParameters.Cassette.DEFAULT, 22, 0, new RandomBits(seed, 2)).gain();
            least = Math.min(least, gain);
            most = Math.max(most, gain);
        }
        assertTrue(least >= 0.96 && least < 0.961, () -> "least gain");
        assertTrue(most <= 1.04 && most > 1.039, () -> "most gain");
    }
}
