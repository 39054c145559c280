package org.steadyflow.telemetry.pharmacy;

/** How far a pump's therapy is, as its journal tells. */
enum Phase {
    /** No prescription, or the last one is over. */
    IDLE,
    /** A prescription was accepted at the bedside and not started. */
    READY,
    /** Drug is being given. */
    INFUSING,
    /** The line is kept open at a small flow. */
    KEEP_OPEN,
    /** Between two doses, by the program. */
    RESTING,
    /** A person paused it. */
    PAUSED,
    /** Safety stopped it. */
    STOPPED,
    /** The pump started again in the middle of a therapy and waits for a person or its rule. */
    RESTARTED,
    /** The prescription was given in full. */
    COMPLETE;

    /** Whether the program was moving on when the pump stopped. */
    boolean isUnderWay() {
        return switch (this) {
            case INFUSING, KEEP_OPEN, RESTING, PAUSED, STOPPED, RESTARTED -> true;
            case IDLE, READY, COMPLETE -> false;
        };
    }

    /** The phase of a running part; {@code kind} as {@code PART_STARTED} names it. */
    static Phase ofPart(String kind) {
        return switch (kind) {
            case "KEEP_OPEN" -> KEEP_OPEN;
            case "REST" -> RESTING;
            default -> INFUSING;
        };
    }
}
