package org.steadyflow.firmware.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.MotorSample;

/** What encoder and driver together say of the shaft. */
class ShaftReferenceTest {
    private static final long COUNT = MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    private static MotorSample at(long encoder, long drive) {
        return new MotorSample(encoder, drive, true, false);
    }

    /** The encoder of a shaft at this microstep: counts of 12.5, rounded down. */
    private static long encoderAt(long shaft) {
        return (Math.floorDiv(2 * shaft, 25) * 25) >> 1;
    }

    @Test
    void theIntervalIsTheWidthAndOneCount() {
        ShaftReference shaft = new ShaftReference(1_000, 50, 0);
        assertEquals(200, shaft.lower(at(1_200, 1_205)));
        assertEquals(200 + 50 + COUNT, shaft.upper(at(1_200, 1_205)));
    }

    @Test
    void theDriversCountIsThePositionWhereItIsExact() {
        ShaftReference shaft = new ShaftReference(1_000, 0, 0);
        assertEquals(205, shaft.position(at(1_200, 1_205)));
        assertEquals(200, shaft.position(at(1_200, 1_214)), "a step was lost");
        assertEquals(200, shaft.position(at(1_200, 1_199)), "something else turned the shaft");
        assertEquals(200, new ShaftReference(1_000, 0, 5).position(at(1_200, 1_205)));
    }

    @Test
    void anExactDriverTakesUpNothing() {
        ShaftReference shaft = new ShaftReference(1_000, 0, 0);
        for (long ahead = 0; ahead <= COUNT; ahead++) {
            assertSame(shaft, shaft.withSlipFrom(at(1_200, 1_200 + ahead)));
            assertSame(shaft, shaft.heldBackBy(at(1_200, 1_200 + ahead)));
            assertFalse(shaft.hasLostSteps(at(1_200, 1_200 + ahead)));
        }
    }

    @Test
    void lostStepsAreSeenBeyondACount() {
        assertTrue(ShaftReference.ZERO.hasLostSteps(at(1_200, 1_214)));
        assertFalse(new ShaftReference(0, 0, 100).hasLostSteps(at(1_200, 1_326)));
        assertTrue(new ShaftReference(0, 0, 100).hasLostSteps(at(1_200, 1_327)));
    }

    @Property
    @Tag("REQ-50")
    void noTargetIsPassedHoweverManyStepsAreLost(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long shaft,
            @ForAll @LongRange(min = 0, max = 30_000) long lost,
            @ForAll @LongRange(min = 0, max = 30_000) long known,
            @ForAll @LongRange(min = 0, max = 50_000) long ahead) {
        MotorSample motor = at(encoderAt(shaft), shaft + lost);
        long wanted = motor.encoderMicrosteps() + ahead;

        ShaftReference taken = new ShaftReference(0, 0, Math.min(known, lost)).withSlipFrom(motor);
        long steps = taken.driveTarget(wanted) - motor.driveMicrosteps();

        assertTrue(steps <= 0 || shaft + steps <= wanted, () -> shaft + steps + " beyond " + wanted);
        assertTrue(taken.slipMicrosteps() <= lost);
        assertTrue(taken.slipMicrosteps() > lost - 2 * COUNT, "and nearly all is taken up");
    }

    @Property
    @Tag("REQ-50")
    void aShaftThatWasPushedPassesATargetByNoMoreThanCannotBeSeen(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long shaft,
            @ForAll @LongRange(min = 0, max = 30_000) long pushed,
            @ForAll @LongRange(min = 0, max = 50_000) long ahead) {
        MotorSample motor = at(encoderAt(shaft + pushed), shaft);
        long wanted = motor.encoderMicrosteps() + ahead;

        long steps = ShaftReference.ZERO.heldBackBy(motor).driveTarget(wanted) - shaft;

        assertTrue(steps <= 0 || shaft + pushed + steps <= wanted + Math.min(pushed, COUNT));
    }

    @Test
    void aNewScaleBeginsWhereTheShaftStandsAndKeepsTheSlip() {
        assertEquals(new ShaftReference(1_205, 0, 0), new ShaftReference(7, 99, 0).anchoredHere(at(1_200, 1_205)));
        assertEquals(new ShaftReference(1_200, 0, 31), new ShaftReference(7, 99, 31).anchoredHere(at(1_200, 1_240)));
    }

    @Test
    void countedFromTheEncoderTheShaftMayBeACountAhead() {
        ShaftReference shaft = new ShaftReference(0, 0, 700).countedFromEncoder();
        assertEquals(-COUNT, shaft.slipMicrosteps());
        assertEquals(1_000 - COUNT, shaft.driveTarget(1_000));
    }

    @Test
    void anchorAndWidthMakeAReference() {
        ShaftReference shaft = new ShaftReference(5, 6, 7);
        assertTrue(shaft.isReferenceOf(Scale.startingAt(5), 6));
        assertFalse(shaft.isReferenceOf(Scale.startingAt(4), 6));
        assertFalse(shaft.isReferenceOf(Scale.startingAt(5), 7));
    }
}
