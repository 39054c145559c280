package org.steadyflow.firmware.motion;

import org.steadyflow.hal.device.MotorSample;

/**
 * How the driver's coordinate and the travel of this prescription hang together. Travel is counted in microsteps from
 * the prescription's acceptance, on its lower bound.
 *
 * @param anchorMicrosteps the coordinate at which the lower bound of travel is 0
 * @param widthMicrosteps how much more than the lower bound the shaft may have travelled, because stops lost the
 *     position
 * @param slipMicrosteps steps that the driver counted and the shaft did not make, rounded down by one encoder count
 */
public record ShaftReference(long anchorMicrosteps, long widthMicrosteps, long slipMicrosteps) {
    public static final ShaftReference ZERO = new ShaftReference(0, 0, 0);

    /** Least travel since acceptance. */
    public long lower(MotorSample motor) {
        return motor.encoderMicrosteps() - anchorMicrosteps;
    }

    /** Most travel since acceptance: the width, and one encoder count that the encoder cannot resolve. */
    public long upper(MotorSample motor) {
        return lower(motor) + widthMicrosteps + MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
    }

    /** Where the driver must step to so that the shaft's least travel is {@code travel}. */
    public long driveTarget(long travel) {
        return anchorMicrosteps + travel + slipMicrosteps;
    }

    /** After the stage was off: the driver's position starts from the encoder's again. */
    public ShaftReference withoutSlip() {
        return slipMicrosteps == 0 ? this : new ShaftReference(anchorMicrosteps, widthMicrosteps, 0);
    }

    /** Whether a record with this anchor and width tells all that this reference knows of the shaft. */
    public boolean isReferenceOf(long anchor, long width) {
        return anchorMicrosteps == anchor && widthMicrosteps == width;
    }

    /**
     * Takes up lost steps. Never more than were lost, so the shaft cannot pass a target; done only where an authority
     * is renewed, so a stuck encoder cannot drive the motor on.
     */
    public ShaftReference withSlipFrom(MotorSample motor) {
        long lost = motor.driveMicrosteps() - motor.encoderMicrosteps() - MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
        return lost > slipMicrosteps ? new ShaftReference(anchorMicrosteps, widthMicrosteps, lost) : this;
    }
}
