package org.steadyflow.firmware.motion;

import org.steadyflow.firmware.safety.Verdict;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;

/** Decides the next motor command: forward by a permit, backwards by safety's relief alone. */
public final class MotionPlanner {
    /** The target is two and a half ticks away: 8 such spans a second. */
    private static final long SPANS_PER_S = 8;

    /** A reverse move ends a tick and a half after its command: a pump that dies takes no more back than that. */
    private static final long REVERSE_AHEAD_NS = 75_000_000L;

    private static final long REVERSE_SPANS_PER_3_S = 40;

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

    /**
     * Turns back as far as the relief lets it, in steps of a tick and a half; holds where there is nothing left of it.
     */
    public static MotorCommand relieve(
            Verdict.Relief relief, ShaftReference reference, MicrostepVolume microstep, MotorSample motor) {
        long step = Math.max(microstep.microstepsIn(relief.pace().volumeIn(REVERSE_AHEAD_NS)), 1);
        long least = reference.driveAt(relief.leastDriveMicrosteps());
        long target = Math.max(motor.driveMicrosteps() - step, least);
        return target >= motor.driveMicrosteps()
                ? MotorCommand.HOLD
                : new MotorCommand.MoveTo(target, Math.ceilDiv(step * REVERSE_SPANS_PER_3_S, 3));
    }

    /** What stops the motor as strongly as {@code halt} asks. */
    public static MotorCommand stop(Verdict.Halt halt) {
        return halt.powerOff() ? MotorCommand.OFF : MotorCommand.HOLD;
    }
}
