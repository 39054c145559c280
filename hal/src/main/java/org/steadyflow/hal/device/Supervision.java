package org.steadyflow.hal.device;

import java.util.Set;

/**
 * What watches the pump itself has to tell.
 *
 * @param monitorTripped the independent monitor has cut the motor's power and has not been reset
 * @param selfTestFailed the board's own test of memory, supply and sounder failed, at power-on or since, or the
 *     monitor's own test did
 * @param tampered the lock over container and set was opened without its key
 * @param guard how far the monitor is
 * @param faults parts that were found not to work since; those that stop the pump count as a failed test
 */
public record Supervision(
        boolean monitorTripped, boolean selfTestFailed, boolean tampered, Guard guard, Set<BoardFault> faults) {
    public static final Supervision QUIET = new Supervision(false, false, false);

    public Supervision {
        faults = Set.copyOf(faults);
    }

    /** Of a pump all of whose parts work. */
    public Supervision(boolean monitorTripped, boolean selfTestFailed, boolean tampered, Guard guard) {
        this(monitorTripped, selfTestFailed, tampered, guard, Set.of());
    }

    /** Of a pump without a monitor. */
    public Supervision(boolean monitorTripped, boolean selfTestFailed, boolean tampered) {
        this(monitorTripped, selfTestFailed, tampered, Guard.NONE);
    }

    /** Whether the test failed, or a part that nothing is infused without. */
    public boolean isUnfit() {
        return selfTestFailed || hasFault(true);
    }

    /** Whether a part failed that an infusion goes on without. */
    public boolean isImpaired() {
        return hasFault(false);
    }

    private boolean hasFault(boolean stopping) {
        if (faults.isEmpty()) {
            return false;
        }
        for (BoardFault fault : faults) {
            if (fault.stops() == stopping) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing is wrong that an infusion must not go on with. */
    public boolean isQuiet() {
        return !monitorTripped && !isUnfit() && !tampered && !guard.overdue();
    }
}
