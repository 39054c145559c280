package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.quantity.Volume;

final class AirColumnTest {
    private static final double ENTRY_TO_DETECTOR_ML = 0.30 + 0.15;

    private final Rig rig = Rig.even(1);

    /** Infuses tick by tick until the detector's state is as asked; the volume pumped by then, mL. */
    private double pumpedWhenAirIs(boolean present) {
        for (int tick = 0; tick < 100_000; tick++) {
            if ((rig.truth.airAtDetector() > 0.5) == present) {
                return rig.truth.pumpedMl();
            }
            rig.infuse(50, 0.05);
        }
        throw new AssertionError("air at the detector never became " + present);
    }

    @Test
    void aBubbleReachesTheDetectorAfterTheVolumeBetweenAndIsSeenForItsOwn() {
        rig.infuse(50, 10);
        double begin = rig.truth.pumpedMl();
        rig.world.insertBubble(Volume.ofMicrolitres(200));
        double seen = pumpedWhenAirIs(true);
        assertEquals(ENTRY_TO_DETECTOR_ML, seen - begin, 0.004);
        double gone = pumpedWhenAirIs(false);
        double length = 760 / (760 + rig.truth.downstreamMmHg());
        assertEquals(0.200 * length, gone - seen, 0.002);
    }

    @Test
    void aBubbleEntersTheVeinAfterTheLineAndIsNoDrug() {
        rig.world.insertBubble(Volume.ofMicrolitres(200));
        rig.infuse(50, 100);
        assertEquals(0, rig.truth.airIntoPatientUl());
        assertEquals(200, rig.truth.airInLineUl(), 1e-6);
        rig.infuse(50, 60);
        assertEquals(200, rig.truth.airIntoPatientUl(), 1e-6);
        assertEquals(0, rig.truth.airInLineUl(), 1e-6);
        double stored = rig.truth.storedDownstreamMl() - 12 * 1.3e-3;
        assertEquals(rig.truth.pumpedMl() - 0.200 - stored, rig.truth.deliveredMl(), 1e-6);
        assertFalse(rig.truth.causes().isPresent(Cause.AIR_IN_LINE));
    }

    @Test
    void theDetectorFallsBelow100MvWhileABubbleFillsIt() {
        rig.world.insertBubble(Volume.ofMicrolitres(200));
        assertTrue(rig.hardware.read().line().airDetectorMv() > 1_500);
        pumpedWhenAirIs(true);
        rig.infuse(50, 1);
        assertTrue(rig.hardware.read().line().airDetectorMv() < 100);
        pumpedWhenAirIs(false);
        rig.infuse(50, 1);
        assertTrue(rig.hardware.read().line().airDetectorMv() > 1_500);
    }

    @Test
    void aBubbleRunsBackWhenThePumpDoes() {
        rig.world.insertBubble(Volume.ofMicrolitres(100));
        pumpedWhenAirIs(true);
        long now = rig.hardware.read().motor().driveMicrosteps();
        rig.hardware.apply(new MotorCommand.MoveTo(now - 5_000, 50_000));
        rig.hardware.kick();
        rig.world.advance(200_000_000L);
        assertEquals(0, rig.truth.airAtDetector());
        pumpedWhenAirIs(true);
    }

    @Test
    void airInTheLineMakesItSofter() {
        rig.world.insertBubble(Volume.ofMicrolitres(500));
        rig.infuse(50, 60);
        rig.hold(10);
        rig.world.kinkDownstream(Double.POSITIVE_INFINITY);
        double before = rig.truth.downstreamMmHg();
        double storedBefore = rig.truth.storedDownstreamMl();
        rig.infuse(50, 10);
        rig.hold(1);
        double compliance = (rig.truth.storedDownstreamMl() - storedBefore) / (rig.truth.downstreamMmHg() - before);
        // Boyle: 0.5 mL of air hold V P / (P0 + P) more
        double boyle = 0.5 * 760 / ((760 + before) * (760 + rig.truth.downstreamMmHg()));
        assertEquals(1.3e-3 + boyle, compliance, 5e-6);
    }

    @Test
    void bubblesThatTouchAreOne() {
        rig.world.insertBubble(Volume.ofMicrolitres(30));
        rig.world.insertBubble(Volume.ofMicrolitres(40));
        double seen = pumpedWhenAirIs(true);
        double gone = pumpedWhenAirIs(false);
        assertEquals(0.070 * 760 / (760 + rig.truth.downstreamMmHg()), gone - seen, 0.002);
    }

    @Test
    void aFilterLetsAirOutUntilItIsWet() {
        WorldParameters.Filter filter = new WorldParameters.Filter(true, 2, 0, 0.15);
        Rig filtered = new Rig(Rig.even().withFilter(filter), 1);
        filtered.world.insertBubble(Volume.ofMicrolitres(100));
        filtered.infuse(200, 60);
        filtered.world.insertBubble(Volume.ofMicrolitres(100));
        filtered.infuse(200, 60);
        assertEquals(150, filtered.truth.airVentedUl(), 1e-6);
        assertEquals(50, filtered.truth.airIntoPatientUl(), 1e-6);
        double stored = filtered.truth.storedDownstreamMl();
        filtered.hold(30);
        assertTrue(filtered.truth.storedDownstreamMl() < stored);
        assertTrue(filtered.truth.conservationViolation().isEmpty());
    }

    @Test
    void moreBubblesThanTheLimitMergeAndLoseNoAir() {
        for (int bubble = 0; bubble < AirColumn.LIMIT + 10; bubble++) {
            rig.world.insertBubble(Volume.ofMicrolitres(5));
            rig.infuse(200, 0.2);
        }
        rig.infuse(200, 120);
        assertEquals(5 * (AirColumn.LIMIT + 10), rig.truth.airIntoPatientUl(), 1e-6);
    }

    @Test
    void removedAirIsGone() {
        rig.world.insertBubble(Volume.ofMicrolitres(200));
        pumpedWhenAirIs(true);
        rig.world.removeAir();
        assertEquals(0, rig.truth.airAtDetector());
        assertEquals(0, rig.truth.airInLineUl());
        assertFalse(rig.truth.causes().isPresent(Cause.AIR_IN_LINE));
        rig.infuse(50, 300);
        assertEquals(0, rig.truth.airIntoPatientUl());
    }
}
