package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;

final class StepperMotorTest {
    private static final long MS = 1_000_000L;

    private final Rig rig = Rig.even(1);

    private void moveTo(long target, long pace) {
        rig.hardware.kick();
        rig.hardware.apply(new MotorCommand.MoveTo(target, pace));
    }

    private static void assertNear(long expected, long actual, long reach) {
        assertTrue(Math.abs(actual - expected) <= reach, () -> actual + " is not near " + expected);
    }

    private MotorSample motor() {
        return rig.hardware.read().motor();
    }

    @Test
    void aMoveEndsExactlyAtItsTargetWhenNoCommandFollows() {
        moveTo(1_001, 10_000);
        rig.world.advance(200 * MS);
        assertEquals(1_001, rig.truth.shaftMicrosteps());
        rig.world.advance(1_000 * MS);
        assertEquals(1_001, rig.truth.shaftMicrosteps());
        assertFalse(rig.truth.motorTurning());
    }

    @Test
    void aMoveKeepsToItsPace() {
        moveTo(1_000_000, 10_000);
        rig.world.advance(100 * MS);
        assertNear(1_000, rig.truth.shaftMicrosteps(), 1);
        assertTrue(rig.truth.motorTurning());
    }

    @Test
    void noPaceIsAboveTheChipsLimitOf3000MlPerH() {
        moveTo(1_000_000_000, Long.MAX_VALUE);
        rig.world.advance(100 * MS);
        assertNear(42_666, rig.truth.shaftMicrosteps(), 1);
    }

    @Test
    void aMoveRunsBackwardsToo() {
        moveTo(-500, 10_000);
        rig.world.advance(200 * MS);
        assertEquals(-500, rig.truth.shaftMicrosteps());
        assertEquals(0, rig.truth.shaftForwardMicrosteps());
    }

    @Test
    void theShaftStops250MsAfterTheLastEdgeWhileTheDriverCountsOn() {
        moveTo(1_000_000, 10_000);
        rig.world.advance(250 * MS);
        assertTrue(rig.truth.motorTurning());
        long atDecay = rig.truth.shaftMicrosteps();
        rig.world.advance(10 * MS);
        assertFalse(rig.truth.motorTurning());
        rig.world.advance(500 * MS);
        assertEquals(atDecay, rig.truth.shaftMicrosteps());
        assertNear(2_500, atDecay, 1);
        assertNear(7_600, motor().driveMicrosteps(), 2);
        assertFalse(rig.truth.clampOpen());
    }

    @Test
    void offClosesTheClampAndEndsTheMove() {
        moveTo(1_000_000, 10_000);
        rig.world.advance(100 * MS);
        rig.hardware.apply(MotorCommand.OFF);
        long atOff = rig.truth.shaftMicrosteps();
        rig.world.advance(100 * MS);
        assertEquals(atOff, rig.truth.shaftMicrosteps());
        assertFalse(rig.truth.clampOpen());
    }

    @Test
    void holdStopsTheShaftAndKeepsTheClampOpen() {
        moveTo(1_000_000, 10_000);
        rig.world.advance(100 * MS);
        rig.hardware.apply(MotorCommand.HOLD);
        long atHold = rig.truth.shaftMicrosteps();
        rig.world.advance(100 * MS);
        assertEquals(atHold, rig.truth.shaftMicrosteps());
        assertTrue(rig.truth.clampOpen());
    }

    @Test
    void theDriverCountsOnWhileTheShaftIsStalledAndStartsFromTheEncoderAfterOff() {
        moveTo(1_000, 10_000);
        rig.world.advance(200 * MS);
        rig.world.stallMotor();
        moveTo(5_000, 100_000);
        rig.world.advance(200 * MS);
        assertEquals(1_000, rig.truth.shaftMicrosteps());
        assertEquals(1_000, motor().encoderMicrosteps());
        assertEquals(5_000, motor().driveMicrosteps());

        rig.hardware.apply(MotorCommand.OFF);
        rig.world.freeMotor();
        moveTo(1_200, 10_000);
        rig.world.advance(200 * MS);
        assertEquals(1_200, rig.truth.shaftMicrosteps());
    }

    @Test
    void theEncoderReadsDownToTheLastWholeCount() {
        moveTo(37, 10_000);
        rig.world.advance(100 * MS);
        assertEquals(25, motor().encoderMicrosteps());
        moveTo(38, 10_000);
        rig.world.advance(100 * MS);
        assertEquals(37, motor().encoderMicrosteps());
        moveTo(-1, 10_000);
        rig.world.advance(100 * MS);
        assertEquals(-13, motor().encoderMicrosteps());
    }

    @Test
    void aPowerCutRestartsBothCoordinatesAndKeepsTheTruth() {
        rig.hardware.trustPosition();
        moveTo(1_007, 10_000);
        rig.world.advance(200 * MS);
        assertTrue(motor().positionSurvived());

        rig.world.cutPower();
        moveTo(5_000, 10_000);
        rig.world.advance(2_000 * MS);
        rig.world.restorePower();
        assertEquals(1_007, rig.truth.shaftMicrosteps());
        assertEquals(0, motor().encoderMicrosteps());
        assertEquals(0, motor().driveMicrosteps());
        assertFalse(motor().positionSurvived());
        assertTrue(rig.truth.causes().isPresent(Cause.ENCODER_LOST));

        rig.hardware.trustPosition();
        assertTrue(motor().positionSurvived());
        assertFalse(rig.truth.causes().isPresent(Cause.ENCODER_LOST));
    }

    @Test
    void aRunawayTurnsWhateverItIsToldUntilThePowerGoes() {
        rig.hardware.apply(MotorCommand.OFF);
        rig.world.runAway();
        rig.world.advance(100 * MS);
        assertNear(5_688, rig.truth.shaftMicrosteps(), 2);
        rig.world.cutPower();
        long atCut = rig.truth.shaftMicrosteps();
        rig.world.advance(100 * MS);
        assertEquals(atCut, rig.truth.shaftMicrosteps());
    }

    @Test
    void droppedStepsAreMissingInTheGivenShare() {
        rig.world.dropSteps(0.2);
        rig.infuse(100, 600);
        double asked = Rig.microstepsPerS(100) * 600;
        assertEquals(0.8, rig.truth.shaftMicrosteps() / asked, 0.01);
        assertEquals(1, motor().driveMicrosteps() / asked, 0.001);
    }
}
