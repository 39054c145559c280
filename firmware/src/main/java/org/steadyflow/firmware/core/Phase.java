package org.steadyflow.firmware.core;

/** Where the pump stands. */
public enum Phase {
    /** After a start: waits until the shaft stands still, then settles what it gave. */
    RECOVERING,
    /** No prescription. */
    IDLE,
    /** A prescription is accepted and was never started. */
    READY,
    /** A dose runs. */
    INFUSING,
    /** Between or after doses, with a keep-open flow or none. */
    WAITING,
    /** A person stopped it, or a restart waits for a person. */
    PAUSED,
    /** Safety stopped it. */
    STOPPED,
    /** The program is over. */
    COMPLETE;

    /** Whether the program's time runs and flow may be wanted. */
    public boolean isRunning() {
        return this == INFUSING || this == WAITING;
    }

    /** Whether a prescription is accepted and not over. */
    public boolean isArmed() {
        return switch (this) {
            case READY, INFUSING, WAITING, PAUSED, STOPPED -> true;
            case RECOVERING, IDLE, COMPLETE -> false;
        };
    }
}
