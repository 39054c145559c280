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
import org.steadyflow.firmware.motion.ShaftReference.Count;
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

    /** Known to a count only. */
    private static ShaftReference measured(long slip) {
        return new ShaftReference(Scale.ZERO, 0, slip, Count.MEASURED);
    }

    @Test
    void theIntervalIsTheWidthAndOneCount() {
        ShaftReference shaft = new ShaftReference(1_000, 50);
        assertEquals(200, shaft.lower(at(1_200, 1_205)));
        assertEquals(200 + 50 + COUNT, shaft.upper(at(1_200, 1_205)));
    }

    @Test
    void theDriversCountIsThePositionWhereItIsExact() {
        ShaftReference shaft = new ShaftReference(1_000, 0);
        assertEquals(205, shaft.position(at(1_200, 1_205)));
        assertEquals(200, shaft.position(at(1_200, 1_214)), "a step was lost");
        assertEquals(200, shaft.position(at(1_200, 1_186)), "something else turned the shaft");
        assertEquals(1_200, measured(0).position(at(1_200, 1_205)), "0 by the encoder is not exact");
    }

    @Test
    void anExactCountTakesUpNothing() {
        ShaftReference shaft = new ShaftReference(1_000, 0);
        for (long ahead = -COUNT; ahead <= COUNT; ahead++) {
            assertSame(shaft, shaft.withSlipFrom(at(1_200, 1_200 + ahead)));
            assertSame(shaft, shaft.heldBackBy(at(1_200, 1_200 + ahead)));
            assertFalse(shaft.hasLostSteps(at(1_200, 1_200 + ahead)));
        }
    }

    @Test
    void lostStepsAreSeenBeyondACount() {
        assertTrue(ShaftReference.ZERO.hasLostSteps(at(1_200, 1_214)));
        assertFalse(measured(100).hasLostSteps(at(1_200, 1_326)));
        assertTrue(measured(100).hasLostSteps(at(1_200, 1_327)));
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

        ShaftReference taken = measured(Math.min(known, lost)).withSlipFrom(motor);
        long steps = taken.driveTarget(wanted) - motor.driveMicrosteps();

        assertTrue(steps <= 0 || shaft + steps <= wanted, () -> shaft + steps + " beyond " + wanted);
        assertTrue(taken.slipMicrosteps() <= lost);
        assertTrue(taken.slipMicrosteps() > lost - 2 * COUNT, "and nearly all is taken up");
    }

    /** What is read of a start is all that is known of it: the stage may have been off before. */
    @Property
    @Tag("REQ-50")
    void aCountThatWasMeasuredPassesNoTarget(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long shaft,
            @ForAll @LongRange(min = -12, max = 30_000) long slip,
            @ForAll @LongRange(min = 0, max = 50_000) long ahead) {
        MotorSample motor = at(encoderAt(shaft), shaft + slip);
        long wanted = motor.encoderMicrosteps() + COUNT + ahead;

        long steps = ShaftReference.ZERO.measuredBy(motor).driveTarget(wanted) - motor.driveMicrosteps();

        assertTrue(shaft + steps <= wanted, () -> shaft + steps + " beyond " + wanted);
        assertTrue(shaft + steps >= wanted - COUNT, () -> shaft + steps + " is short of " + wanted);
    }

    /** The rotor snaps to where it rests, by two full steps at most, and the driver counts from before that. */
    @Property
    @Tag("REQ-50")
    void noTargetIsPassedByAStageThatCameOn(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long shaft,
            @ForAll @LongRange(min = -512, max = 512) long snap,
            @ForAll @LongRange(min = 0, max = 50_000) long ahead) {
        MotorSample motor = at(encoderAt(shaft + snap), encoderAt(shaft));
        long wanted = motor.encoderMicrosteps() + ahead;

        ShaftReference on = new ShaftReference(0, 0).countedFromEncoder().heldBackBy(motor);
        long steps = on.driveTarget(wanted) - motor.driveMicrosteps();

        assertTrue(steps <= 0 || shaft + snap + steps <= wanted, () -> shaft + snap + steps + " beyond " + wanted);
        assertEquals(Count.MEASURED, on.count());
    }

    /** However the encoder's counts lie: each step of the driver is a step of travel from where the shaft stood. */
    @Property
    @Tag("REQ-05")
    void fromANewScaleTheShaftGivesJustWhatIsWanted(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long shaft,
            @ForAll @LongRange(min = -12, max = 30_000) long slip,
            @ForAll @LongRange(min = 0, max = 50_000) long wanted) {
        MotorSample motor = at(encoderAt(shaft), shaft + slip);
        ShaftReference known = ShaftReference.ZERO.measuredBy(motor).anchoredHere(motor);

        assertEquals(motor.driveMicrosteps() + wanted, known.driveTarget(wanted));
        MotorSample there = at(encoderAt(shaft + wanted), motor.driveMicrosteps() + wanted);
        assertSame(known, known.heldBackBy(there));
        assertEquals(wanted, known.position(there));
        assertTrue(known.lower(there) < wanted + COUNT && known.upper(there) >= wanted);
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

        assertTrue(steps <= 0 || shaft + pushed + steps <= wanted + Math.min(pushed, 2 * COUNT));
    }

    @Test
    void aNewScaleBeginsWhereTheShaftStandsAndKeepsWhatIsKnown() {
        MotorSample near = at(1_200, 1_205);
        assertEquals(new ShaftReference(1_205, 0), new ShaftReference(7, 99).anchoredHere(near));
        assertEquals(
                new ShaftReference(Scale.startingAt(1_200), 0, 5, Count.EXACT),
                measured(-8).anchoredHere(near));
        assertEquals(
                new ShaftReference(Scale.startingAt(1_200), 0, 40, Count.EXACT),
                new ShaftReference(7, 99).anchoredHere(at(1_200, 1_240)));
        assertEquals(
                new ShaftReference(Scale.startingAt(1_200), 0, -COUNT, Count.RESTARTED),
                new ShaftReference(7, 99).countedFromEncoder().anchoredHere(near));
    }

    @Test
    void countedFromTheEncoderTheShaftMayBeACountAhead() {
        ShaftReference shaft = measured(700).countedFromEncoder();
        assertEquals(-COUNT, shaft.slipMicrosteps());
        assertEquals(1_000 - COUNT, shaft.driveTarget(1_000));
        assertFalse(shaft.hasSteppedTo(0, at(1_000, 2_000)), "the driver's count is from before");
    }

    @Test
    void anchorAndWidthMakeAReference() {
        ShaftReference shaft = new ShaftReference(5, 6);
        assertTrue(shaft.isReferenceOf(Scale.startingAt(5), 6));
        assertFalse(shaft.isReferenceOf(Scale.startingAt(4), 6));
        assertFalse(shaft.isReferenceOf(Scale.startingAt(5), 7));
    }
}
