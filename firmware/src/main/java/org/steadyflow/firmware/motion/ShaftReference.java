package org.steadyflow.firmware.motion;

import org.steadyflow.hal.device.MotorSample;

/**
 * How the driver's coordinate and the travel of this prescription hang together. Travel is counted in nominal
 * microsteps of fluid from the prescription's acceptance, on its lower bound.
 *
 * <p>The encoder says where the shaft is to one count; what the shaft stood beyond a count at acceptance nobody knows.
 * So the travel that is read from it may be less than a count more than the shaft's own, and is never less by a count.
 *
 * @param scale the lower bound of travel by the shaft's coordinate
 * @param widthMicrosteps how much more than the lower bound the shaft may have travelled, because stops lost the
 *     position
 * @param slipMicrosteps what the driver's count is ahead of the shaft, at the least, so that no target is passed; below
 *     0 where the shaft may be ahead of the driver
 * @param count what the driver's count is worth
 */
public record ShaftReference(Scale scale, long widthMicrosteps, long slipMicrosteps, Count count) {
    private static final long ENCODER_COUNT = MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    /** The driver counts from the encoder's reading: the shaft may be one encoder count ahead of it. */
    private static final long COUNTED_FROM_ENCODER = -ENCODER_COUNT;

    public static final ShaftReference ZERO = new ShaftReference(0, 0);

    /** How well the slip is known. */
    public enum Count {
        /**
         * To the microstep: the driver made each step since the prescription was accepted, and the encoder does not
         * contradict it.
         */
        EXACT,
        /** To an encoder count: it was taken from the encoder. */
        MEASURED,
        /**
         * Not yet: the stage is off, or no sample was taken since it is on. The driver counts from the encoder then.
         */
        RESTARTED
    }

    /** An exact count of a shaft that gives its nominal volume, with travel 0 at the coordinate {@code anchor}. */
    public ShaftReference(long anchor, long widthMicrosteps) {
        this(Scale.startingAt(anchor), widthMicrosteps);
    }

    /** An exact count without a slip. */
    public ShaftReference(Scale scale, long widthMicrosteps) {
        this(scale, widthMicrosteps, 0, Count.EXACT);
    }

    /** Least travel since acceptance. */
    public long lower(MotorSample motor) {
        return scale.travelAt(motor.encoderMicrosteps());
    }

    /** Most travel since acceptance: the width, and one encoder count that the encoder cannot resolve. */
    public long upper(MotorSample motor) {
        return lower(motor) + widthMicrosteps + scale.countMicrosteps();
    }

    /** Travel by the driver's count where that is exact and the encoder does not contradict it, else the least. */
    public long position(MotorSample motor) {
        return isExact(motor) ? scale.travelAt(motor.driveMicrosteps() - slipMicrosteps) : lower(motor);
    }

    /** Travel by the driver's count, whatever the shaft did. */
    public long driveTravel(MotorSample motor) {
        return scale.travelAt(motor.driveMicrosteps());
    }

    /** Where the driver must step to so that the shaft's least travel is {@code travel}, and never more. */
    public long driveTarget(long travel) {
        return scale.coordinateOf(travel) + slipMicrosteps;
    }

    /** The shaft's least travel when the driver has stepped there. */
    public long travelAtTarget(long driveTarget) {
        return scale.travelAt(driveTarget - slipMicrosteps);
    }

    /** The driver's least coordinate at which it has counted {@code travel} since acceptance. */
    public long driveAt(long travel) {
        long most = scale.coordinateOf(travel);
        return scale.travelAt(most) < travel ? most + 1 : most;
    }

    /** Whether the driver has made every step to {@code travel}. */
    public boolean hasSteppedTo(long travel, MotorSample motor) {
        return count != Count.RESTARTED && motor.driveMicrosteps() >= driveTarget(travel);
    }

    /**
     * By how much travel the encoder may read less than the target that the driver has stepped to with no step lost:
     * one count of the encoder, and another where the slip is only known to a count.
     */
    public long blindMicrosteps() {
        return blindCounts() * scale.countMicrosteps();
    }

    private int blindCounts() {
        return count == Count.EXACT ? 1 : 2;
    }

    /** Whether the driver has counted steps that the encoder did not see. */
    public boolean hasLostSteps(MotorSample motor) {
        return aheadBy(motor) > blindCounts() * ENCODER_COUNT;
    }

    /** After the stage was off: the driver's position starts from the encoder's again. */
    public ShaftReference countedFromEncoder() {
        return with(COUNTED_FROM_ENCODER, Count.RESTARTED);
    }

    /** By what driver and encoder say, and nothing else: of a stage that is on and has been since before the sample. */
    public ShaftReference measuredBy(MotorSample motor) {
        return with(leastSlip(motor), Count.MEASURED);
    }

    /**
     * A new scale of travel that is 0 where the shaft stands. From here the driver's count is exact, wherever within a
     * count the shaft stands: each of its steps is one of travel.
     */
    public ShaftReference anchoredHere(MotorSample motor) {
        long ahead = count == Count.RESTARTED || isExact(motor)
                ? slipMicrosteps
                : motor.driveMicrosteps() - motor.encoderMicrosteps();
        long here = isExact(motor) ? motor.driveMicrosteps() - slipMicrosteps : motor.encoderMicrosteps();
        Count known = count == Count.RESTARTED ? Count.RESTARTED : Count.EXACT;
        return new ShaftReference(Scale.through(here, 0, scale.above()), 0, ahead, known);
    }

    /** The same by another scale. */
    public ShaftReference withScale(Scale next) {
        return next.equals(scale) ? this : new ShaftReference(next, widthMicrosteps, slipMicrosteps, count);
    }

    /** Whether a record with this scale and width tells all that this reference knows of the shaft. */
    public boolean isReferenceOf(Scale told, long width) {
        return widthMicrosteps == width && scale.equals(told);
    }

    /**
     * Takes up lost steps. Never more than were lost, so the shaft cannot pass a target; done only where an authority
     * is asked for. An encoder that is stuck drives the motor on by it until safety finds that the shaft does not turn.
     */
    public ShaftReference withSlipFrom(MotorSample motor) {
        ShaftReference held = heldBackBy(motor);
        return leastSlip(motor) > held.slipMicrosteps ? held.measuredBy(motor) : held;
    }

    /**
     * Holds back what the shaft is ahead of the driver, so that it does not pass the next target. Of a stage that is on
     * and has been since before the sample: the rotor, switched on, has snapped to where it rests.
     */
    public ShaftReference heldBackBy(MotorSample motor) {
        return switch (count) {
            case EXACT -> aheadBy(motor) < -ENCODER_COUNT ? measuredBy(motor) : this;
            case MEASURED -> aheadBy(motor) < 0 ? measuredBy(motor) : this;
            case RESTARTED -> with(Math.min(COUNTED_FROM_ENCODER, leastSlip(motor)), Count.MEASURED);
        };
    }

    private boolean isExact(MotorSample motor) {
        return count == Count.EXACT && Math.abs(aheadBy(motor)) <= ENCODER_COUNT;
    }

    /** By how much the driver's count without the slip is ahead of what the encoder reads. */
    private long aheadBy(MotorSample motor) {
        return motor.driveMicrosteps() - slipMicrosteps - motor.encoderMicrosteps();
    }

    private static long leastSlip(MotorSample motor) {
        return motor.driveMicrosteps() - motor.encoderMicrosteps() - ENCODER_COUNT;
    }

    private ShaftReference with(long slip, Count known) {
        return slip == slipMicrosteps && known == count
                ? this
                : new ShaftReference(scale, widthMicrosteps, slip, known);
    }
}
