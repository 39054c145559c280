package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

final class FluidLineTest {
    private final Rig rig = Rig.even(1);

    /** 1.5 m of 1 mm by Hagen and Poiseuille, and a 22G catheter. */
    private static double resistance() {
        double pascals = 8 * 1e-3 * 1.5 / (Math.PI * Math.pow(0.5e-3, 4)) * 1e-6 / 60;
        return pascals / FluidLine.PA_PER_MMHG + 1.5;
    }

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
        // 100 mL/h is 5/3 mL/min through tube and catheter
        assertEquals(12 + resistance() * 100 / 60, rig.truth.downstreamMmHg(), 0.02);
        assertEquals(36.8 - 7.639 * 100 / 60, rig.truth.upstreamMmHg(), 0.02);
    }

    @Test
    void pressureBehindAClosedLineRisesByFlowOverCompliance() {
        rig.infuse(100, 60);
        rig.world.kinkDownstream(Double.POSITIVE_INFINITY);
        double before = rig.truth.downstreamMmHg();
        rig.infuse(100, 10);
        double expected = 100.0 / 3_600 * 10 / 1.3e-3;
        // and half of the flow no longer crosses the tube to the compliance at its far end
        double tubeDrop = (resistance() - 1.5) * 100 / 60 / 2;
        assertEquals(expected - tubeDrop / 2, rig.truth.downstreamMmHg() - before, 0.5);
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
        assertEquals(1.3e-3 * (pressed - 12), released, 1e-5);
        assertEquals(12, rig.truth.downstreamMmHg(), 1e-3);
    }

    @Test
    void aPartialKinkRaisesThePressureByItsFactor() {
        rig.world.kinkDownstream(10);
        rig.infuse(100, 120);
        assertEquals(12 + 10 * resistance() * 100 / 60, rig.truth.downstreamMmHg(), 0.2);
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
        WorldParameters.Container container = WorldParameters.DEFAULT
                .container()
                .withVolume(Volume.ofMillilitres(1))
                .withCollapse(WorldParameters.Container.Collapse.NONE);
        Rig small = new Rig(Rig.even().withContainer(container), 1);
        small.infuse(100, 120);
        assertEquals(0, small.truth.containerMl(), 1e-12);
        assertEquals(-600, small.truth.upstreamMmHg(), 1e-3);
        assertTrue(small.truth.causes().isPresent(Cause.CONTAINER_EMPTY));
        // the bag's millilitre and what the line above the pump gave from +36.8 down to -600 mmHg
        assertEquals(1 + 1.0e-3 * 636.8, small.truth.pumpedMl(), 1e-6);
    }

    @Test
    void theWallsOfABagMeetBeforeItIsEmpty() {
        WorldParameters.Container container =
                WorldParameters.DEFAULT.container().withVolume(Volume.ofMillilitres(5));
        Rig bag = new Rig(Rig.even().withContainer(container), 1);
        bag.infuse(60, 60);
        bag.hold(10);
        assertEquals(4, bag.truth.containerMl(), 0.01);
        assertEquals(36.8, bag.truth.upstreamMmHg(), 0.01);
        assertFalse(bag.truth.causes().isPresent(Cause.CONTAINER_COLLAPSING));
        bag.infuse(60, 150);
        bag.hold(10);
        double gone = 1 - bag.truth.containerMl() / 3;
        assertEquals(36.8 - 90 * gone * gone, bag.truth.upstreamMmHg(), 0.5);
        assertTrue(bag.truth.causes().isPresent(Cause.CONTAINER_COLLAPSING));
        bag.world.refillContainer(Volume.ofMillilitres(100));
        bag.hold(10);
        assertEquals(36.8, bag.truth.upstreamMmHg(), 0.01);
        assertFalse(bag.truth.causes().isPresent(Cause.CONTAINER_COLLAPSING));
    }

    @Test
    void aClosureInTheMiddleOfTheTubeLeavesOnlyTheNearComplianceToThePump() {
        rig.world.occlude(Occlusion.sudden(Occlusion.Place.MID_LINE, Double.POSITIVE_INFINITY));
        double before = rig.truth.downstreamMmHg();
        rig.infuse(100, 5);
        rig.hold(1);
        assertEquals(100.0 / 3_600 * 5 / 0.65e-3, rig.truth.downstreamMmHg() - before, 0.5);
    }

    @Test
    void aSlowOcclusionGrowsEvenlyInItsLogarithm() {
        rig.infuse(20, 60);
        double free = rig.truth.downstreamMmHg() - 12;
        rig.world.occlude(new Occlusion(Occlusion.Place.CATHETER, 100, Duration.ofSeconds(400), Duration.ZERO, 1));
        rig.infuse(20, 200);
        assertEquals(12 + 10 * free, rig.truth.downstreamMmHg(), 3);
        rig.infuse(20, 700);
        assertEquals(12 + 100 * free, rig.truth.downstreamMmHg(), 8);
        rig.world.clearDownstream();
        rig.infuse(20, 60);
        assertEquals(12 + free, rig.truth.downstreamMmHg(), 0.1);
    }

    @Test
    void aCyclicKinkComesAndGoes() {
        rig.world.occlude(new Occlusion(
                Occlusion.Place.MID_LINE, Double.POSITIVE_INFINITY, Duration.ZERO, Duration.ofSeconds(10), 0.3));
        rig.infuse(20, 2.9);
        double closed = rig.truth.downstreamMmHg();
        rig.infuse(20, 7);
        double open = rig.truth.downstreamMmHg();
        rig.infuse(20, 2.9);
        assertTrue(closed > open + 10, () -> closed + " and " + open);
        assertTrue(rig.truth.downstreamMmHg() > open + 10, () -> "closed again");
    }

    @Test
    void anOpenSetRunsForwardsByItsHeadAndBackwardsByTheVeins() {
        rig.world.setClampFailed(true);
        rig.world.openDoor();
        rig.world.advance(60_000_000_000L);
        // 36.8 mmHg of head against 12 of the vein, over both lines and the open set
        double forwards = (36.8 - 12) / (7.639 + 3 + resistance());
        assertEquals(forwards * 60, rig.truth.flowMlPerH(), forwards * 0.6);
        Rig below = new Rig(
                Rig.even().withContainer(WorldParameters.DEFAULT.container().withHead(-0.5)), 1);
        below.world.setClampFailed(true);
        below.world.openDoor();
        below.world.advance(60_000_000_000L);
        assertTrue(below.truth.flowMlPerH() < -60, () -> "siphon " + below.truth.flowMlPerH());
        assertTrue(below.truth.containerMl() > 250);
        assertTrue(below.truth.conservationViolation().isEmpty());
        assertTrue(rig.truth.conservationViolation().isEmpty());
    }

    @Test
    void coldFluidIsThickerByVogelsEquation() {
        assertEquals(1.002, Climate.waterCp(20), 0.002);
        assertEquals(1.519, Climate.waterCp(5), 0.02);
        assertEquals(0.653, Climate.waterCp(40), 0.005);
        rig.infuse(100, 60);
        double warm = rig.truth.downstreamMmHg() - 12;
        rig.world.setRoomCelsius(5);
        rig.hold(8 * 3_600);
        assertEquals(5, rig.truth.fluidCelsius(), 0.05);
        rig.infuse(100, 60);
        // and the cold set gives a little less
        assertEquals(1.50 * rig.truth.gain(), (rig.truth.downstreamMmHg() - 12) / warm, 0.01);
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
