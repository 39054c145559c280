package org.steadyflow.hal.device;

/**
 * What watches the pump itself has to tell.
 *
 * @param monitorTripped the independent monitor has cut the motor's power and has not been reset
 * @param selfTestFailed the board's own test of memory, supply and sounder failed, at power-on or since, or the
 *     monitor's own test did
 * @param tampered the lock over container and set was opened without its key
 * @param guard how far the monitor is
 */
public record Supervision(boolean monitorTripped, boolean selfTestFailed, boolean tampered, Guard guard) {
    public static final Supervision QUIET = new Supervision(false, false, false);

    /** Of a pump without a monitor. */
    public Supervision(boolean monitorTripped, boolean selfTestFailed, boolean tampered) {
        this(monitorTripped, selfTestFailed, tampered, Guard.NONE);
    }

    /** Whether nothing is wrong. */
    public boolean isQuiet() {
        return !monitorTripped && !selfTestFailed && !tampered && !guard.overdue();
    }
}
