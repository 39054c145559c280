package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

final class FluidLineTest {
    private final Rig rig = Rig.even(1);

    @Test
    void aLineAtRestStaysAtRest() {
        rig.world.advance(60_000_000_000L);
        assertEquals(0, rig.truth.deliveredMl(), 1e-9);
        assertEquals(12, rig.truth.downstreamMmHg(), 1e-6);
        assertEquals(36.8, rig.truth.upstreamMmHg(), 1e-6);
    }

    @Test
    void inTheLongRunTheVeinGetsWhatIsPumped() {
        rig.infuse(100, 120);
        assertEquals(100, rig.truth.flowMlPerH(), 0.1);
        // 100 mL/h is 5/3 mL/min through 9.1 mmHg per mL/min
        assertEquals(12 + 9.1 * 100 / 60, rig.truth.downstreamMmHg(), 0.02);
        assertEquals(36.8 - 7.6 * 100 / 60, rig.truth.upstreamMmHg(), 0.02);
    }

    @Test
    void pressureBehindAClosedLineRisesByFlowOverCompliance() {
        rig.infuse(100, 60);
        rig.world.kinkDownstream(Double.POSITIVE_INFINITY);
        double before = rig.truth.downstreamMmHg();
        rig.infuse(100, 10);
        double expected = 100.0 / 3_600 * 10 / 1.3e-3;
        assertEquals(expected, rig.truth.downstreamMmHg() - before, 0.5);
        assertEquals(0, rig.truth.flowMlPerH(), 1e-9);
        assertTrue(rig.truth.causes().isPresent(Cause.DOWNSTREAM_BLOCKED));
    }

    @Test
    void clearingAKinkReleasesWhatTheLineStored() {
        rig.infuse(100, 60);
        rig.world.kinkDownstream(Double.POSITIVE_INFINITY);
        rig.infuse(100, 10);
        rig.hold(1);
        double pressed = rig.truth.downstreamMmHg();
        double before = rig.truth.deliveredMl();
        rig.world.clearDownstream();
        rig.hold(30);
        double released = rig.truth.deliveredMl() - before;
        assertEquals(1.3e-3 * (pressed - 12), released, 1e-6);
        assertEquals(12, rig.truth.downstreamMmHg(), 1e-3);
    }

    @Test
    void aPartialKinkRaisesThePressureByItsFactor() {
        rig.world.kinkDownstream(10);
        rig.infuse(100, 120);
        assertEquals(12 + 10 * 9.1 * 100 / 60, rig.truth.downstreamMmHg(), 0.2);
        assertEquals(100, rig.truth.flowMlPerH(), 0.2);
    }

    @Test
    void aHigherVeinPressureRaisesTheLinesByAsMuch() {
        rig.world.setVeinPressure(Pressure.ofMmHg(62));
        rig.hold(30);
        assertEquals(62, rig.truth.downstreamMmHg(), 0.02);
        rig.world.resetVeinPressure();
        rig.hold(30);
        assertEquals(12, rig.truth.downstreamMmHg(), 0.02);
    }

    @Test
    void upstreamPressureFallsBehindAClampUntilThePumpCannotSuck() {
        rig.infuse(100, 10);
        rig.world.clampUpstream();
        double before = rig.truth.upstreamMmHg();
        rig.infuse(100, 5);
        assertEquals(100.0 / 3_600 * 5 / 1.0e-3, before - rig.truth.upstreamMmHg(), 0.5);
        rig.infuse(100, 60);
        assertEquals(-600, rig.truth.upstreamMmHg(), 1e-3);
        double pumped = rig.truth.pumpedMl();
        rig.infuse(100, 10);
        assertEquals(pumped, rig.truth.pumpedMl(), 1e-9);
    }

    @Test
    void anEmptyBagCollapsesAndGivesItsLastDropFirst() {
        Rig small = new Rig(
                Rig.even().withContainer(WorldParameters.DEFAULT.container().withVolume(Volume.ofMillilitres(1))), 1);
        small.infuse(100, 120);
        assertEquals(0, small.truth.containerMl(), 1e-12);
        assertEquals(-600, small.truth.upstreamMmHg(), 1e-3);
        assertTrue(small.truth.causes().isPresent(Cause.CONTAINER_EMPTY));
        // the bag's millilitre and what the line above the pump gave from +36.8 down to -600 mmHg
        assertEquals(1 + 1.0e-3 * 636.8, small.truth.pumpedMl(), 1e-6);
    }

    @Test
    void anEmptyVentedContainerLetsAirIn() {
        WorldParameters.Container container = WorldParameters.DEFAULT
                .container()
                .withVolume(Volume.ofMillilitres(1))
                .withVent(true);
        Rig vented = new Rig(Rig.even().withContainer(container), 1);
        vented.infuse(100, 37);
        assertTrue(vented.truth.airInLineUl() > 0);
        assertFalse(vented.truth.airAtDetector() > 0);
        vented.infuse(100, 60);
        assertEquals(1, vented.truth.airAtDetector());
        vented.infuse(100, 120);
        assertTrue(vented.truth.airIntoPatientUl() > 0);
        // vein: the container and both lines of liquid, and what the upstream line gives up as its head is lost
        assertEquals(1 + 1.18 * 2 + 0.0368, vented.truth.deliveredMl(), 0.02);
        assertTrue(vented.truth.conservationViolation().isEmpty());
    }

    @Test
    void aNewContainerEndsTheAir() {
        WorldParameters.Container container = WorldParameters.DEFAULT
                .container()
                .withVolume(Volume.ofMillilitres(1))
                .withVent(true);
        Rig vented = new Rig(Rig.even().withContainer(container), 1);
        vented.infuse(100, 40);
        vented.world.refillContainer(Volume.ofMillilitres(100));
        double air = vented.truth.airInLineUl();
        vented.infuse(100, 300);
        assertEquals(air, vented.truth.airIntoPatientUl(), 1e-6);
        assertEquals(0, vented.truth.airInLineUl(), 1e-6);
        assertFalse(vented.truth.causes().isPresent(Cause.AIR_IN_LINE));
        assertFalse(vented.truth.causes().isPresent(Cause.CONTAINER_EMPTY));
    }
}
