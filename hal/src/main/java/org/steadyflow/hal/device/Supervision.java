package org.steadyflow.hal.device;

/**
 * What watches the pump itself has to tell.
 *
 * @param monitorTripped the independent monitor has cut the motor's power and has not been reset
 * @param selfTestFailed the board's own test of memory, supply and sounder failed, at power-on or since
 * @param tampered the lock over container and set was opened without its key
 */
public record Supervision(boolean monitorTripped, boolean selfTestFailed, boolean tampered) {
    public static final Supervision QUIET = new Supervision(false, false, false);
}
