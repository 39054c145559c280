package org.steadyflow.firmware.motion;

import org.steadyflow.hal.device.MotorSample;

/**
 * How the driver's coordinate and the travel of this prescription hang together. Travel is counted in nominal
 * microsteps of fluid from the prescription's acceptance, on its lower bound.
 *
 * @param scale the lower bound of travel by the shaft's coordinate
 * @param widthMicrosteps how much more than the lower bound the shaft may have travelled, because stops lost the
 *     position
 * @param slipMicrosteps steps that the driver counted and the shaft did not make, at the least, so that no target is
 *     passed; 0 only where the driver's count is exact; below 0 where the shaft may be ahead of the driver
 */
public record ShaftReference(Scale scale, long widthMicrosteps, long slipMicrosteps) {
    public static final ShaftReference ZERO = new ShaftReference(0, 0, 0);

    /** The driver counts from the encoder's reading: the shaft may be one encoder count ahead of it. */
    private static final long COUNTED_FROM_ENCODER = -MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    /** Of a shaft that gives its nominal volume, with travel 0 at the coordinate {@code anchor}. */
    public ShaftReference(long anchor, long widthMicrosteps, long slipMicrosteps) {
        this(Scale.startingAt(anchor), widthMicrosteps, slipMicrosteps);
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
        long ahead = motor.driveMicrosteps() - motor.encoderMicrosteps();
        boolean isExact = slipMicrosteps == 0 && ahead >= 0 && ahead <= MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
        return isExact ? driveTravel(motor) : lower(motor);
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
        return motor.driveMicrosteps() >= driveTarget(travel);
    }

    /**
     * By how much travel the encoder may read less than the target that the driver has stepped to with no step lost:
     * one count of the encoder, and another where the slip is only known to a count.
     */
    public long blindMicrosteps() {
        return blindCounts() * scale.countMicrosteps();
    }

    private int blindCounts() {
        return slipMicrosteps == 0 ? 1 : 2;
    }

    /** Whether the driver has counted steps that the encoder did not see. */
    public boolean hasLostSteps(MotorSample motor) {
        long ahead = motor.driveMicrosteps() - slipMicrosteps - motor.encoderMicrosteps();
        return ahead > blindCounts() * MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
    }

    /** After the stage was off, or its power lost: the driver's position starts from the encoder's again. */
    public ShaftReference countedFromEncoder() {
        return withSlip(COUNTED_FROM_ENCODER);
    }

    /** A new scale of travel that is 0 where the shaft stands. Driver and encoder hang together as before. */
    public ShaftReference anchoredHere(MotorSample motor) {
        // with no slip the driver's own count is the exact position; the encoder says it to 12 microsteps
        long here = slipMicrosteps == 0 ? motor.driveMicrosteps() : motor.encoderMicrosteps();
        return new ShaftReference(Scale.through(here, 0, scale.above()), 0, slipMicrosteps);
    }

    /** The same by another scale. */
    public ShaftReference withScale(Scale next) {
        return next.equals(scale) ? this : new ShaftReference(next, widthMicrosteps, slipMicrosteps);
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
        return withSlip(Math.max(held(motor), leastSlip(motor)));
    }

    /** Holds back what the shaft is ahead of the driver, so that it does not pass the next target. */
    public ShaftReference heldBackBy(MotorSample motor) {
        return withSlip(held(motor));
    }

    private long held(MotorSample motor) {
        long mostSlip = motor.driveMicrosteps() - motor.encoderMicrosteps();
        return slipMicrosteps > mostSlip ? leastSlip(motor) : slipMicrosteps;
    }

    private static long leastSlip(MotorSample motor) {
        return motor.driveMicrosteps() - motor.encoderMicrosteps() - MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
    }

    private ShaftReference withSlip(long slip) {
        return slip == slipMicrosteps ? this : new ShaftReference(scale, widthMicrosteps, slip);
    }
}
