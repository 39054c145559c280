package org.steadyflow.firmware.monitor;

/**
 * What the monitor does, and why.
 *
 * @param cause why it tripped, or is unsound
 * @param trips how often it did, over restarts too: the number by which a person acknowledges the newest
 */
record Latch(Mode mode, Cause cause, int trips) {
    static final Latch FRESH = new Latch(Mode.WAITING, Cause.NONE, 0);

    /** In another mode; one that only a person ends is the next trip. */
    Latch in(Mode next, Cause why) {
        boolean isTrip = next.isLatched() && next != mode;
        return new Latch(next, why, isTrip ? trips + 1 : trips);
    }
}
