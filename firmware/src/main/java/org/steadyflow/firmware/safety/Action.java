package org.steadyflow.firmware.safety;

/** What the pump does while an alarm holds, weakest first; of several the strongest counts. */
public enum Action {
    CONTINUE,
    /** No more than the flow that keeps the line open. */
    KEEP_OPEN,
    STOP,
    POWER_OFF;

    /** Whether nothing may move. */
    public boolean stops() {
        return switch (this) {
            case CONTINUE, KEEP_OPEN -> false;
            case STOP, POWER_OFF -> true;
        };
    }
}
