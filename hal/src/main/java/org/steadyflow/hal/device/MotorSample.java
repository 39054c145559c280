package org.steadyflow.hal.device;

/**
 * What the stepper driver says of itself.
 *
 * @param encoderMicrosteps shaft position by the encoder, scaled to microsteps and rounded down to the encoder's
 *     resolution (12.5 microsteps with 1,024 lines): the shaft is at this position or less than one count beyond it
 * @param driveMicrosteps position that the driver believes it has stepped to; counts on while the shaft is stalled
 * @param positionSurvived false from a loss of driver power until {@link MotorDrive#trustPosition()}: both positions
 *     then started again from 0
 * @param driverFault over-temperature, short circuit or open load
 */
public record MotorSample(long encoderMicrosteps, long driveMicrosteps, boolean positionSurvived, boolean driverFault) {
    /** Microsteps by which the shaft may be beyond {@link #encoderMicrosteps()}: one count of 12.5, rounded up. */
    public static final long ENCODER_RESOLUTION_MICROSTEPS = 13;
}
