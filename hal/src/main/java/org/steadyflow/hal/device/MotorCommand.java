package org.steadyflow.hal.device;

/** What the motor does next. */
public sealed interface MotorCommand {
    /** Stay energised where it is: the shaft must not turn. */
    record Hold() implements MotorCommand {}

    /**
     * Driver stage off. A normally-closed clamp on the same rail closes. When the next command switches the stage on
     * again, the drive's position starts from the encoder's.
     */
    record Off() implements MotorCommand {}

    /**
     * Run to an absolute position and stop there.
     *
     * @param targetMicrosteps in the driver's own coordinate, as {@link MotorSample#encoderMicrosteps()}
     * @param paceMicrostepsPerS greatest speed on the way, at least 1; the position is the truth, the pace only a pace
     */
    record MoveTo(long targetMicrosteps, long paceMicrostepsPerS) implements MotorCommand {
        public MoveTo {
            if (paceMicrostepsPerS < 1) {
                throw new IllegalArgumentException("pace must be at least 1 microstep/s, was " + paceMicrostepsPerS);
            }
        }

        /** The same move in a coordinate whose zero lies so many microsteps further back. */
        public MoveTo inCoordinateBehindBy(long microsteps) {
            return new MoveTo(targetMicrosteps + microsteps, paceMicrostepsPerS);
        }
    }

    Hold HOLD = new Hold();
    Off OFF = new Off();
}
