package org.steadyflow.firmware.motion;

import org.steadyflow.firmware.safety.Verdict;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;

/** Decides the next motor command. Forward only. */
public final class MotionPlanner {
    /** The target is two and a half ticks away: 8 such spans a second. */
    private static final long SPANS_PER_S = 8;

    private MotionPlanner() {}

    /**
     * Runs towards {@code wantedTravel} as far as the permit goes, at the pace that arrives after the look-ahead.
     *
     * @param wantedTravel least travel since acceptance that is wanted when the look-ahead is over, microsteps
     */
    public static MotorCommand advance(
            long wantedTravel, Verdict.Permit permit, ShaftReference reference, MotorSample motor) {
        long travel = Math.min(wantedTravel, permit.limitMicrosteps() - reference.widthMicrosteps());
        long target = reference.driveTarget(travel);
        long gap = target - motor.driveMicrosteps();
        return gap <= 0 ? MotorCommand.HOLD : new MotorCommand.MoveTo(target, Math.multiplyExact(gap, SPANS_PER_S));
    }

    /** What stops the motor as strongly as {@code halt} asks. */
    public static MotorCommand stop(Verdict.Halt halt) {
        return halt.powerOff() ? MotorCommand.OFF : MotorCommand.HOLD;
    }
}
