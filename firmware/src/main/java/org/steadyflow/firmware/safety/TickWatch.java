package org.steadyflow.firmware.safety;

/** Ticks that come late. Newest late tick first; {@link #NEVER} where there were fewer than three. */
record TickWatch(long last, long secondLast, long thirdLast) {
    /** Two periods late: three periods after the tick before. */
    static final long LATE_NS = 150_000_000L;
    /** How long one late tick is shown. */
    static final long SHOWN_NS = 10_000_000_000L;

    static final long AGAIN_WITHIN_NS = 60_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE / 2;

    static final TickWatch START = new TickWatch(NEVER, NEVER, NEVER);

    TickWatch next(long stepNs, long nowNs) {
        return stepNs >= LATE_NS ? new TickWatch(nowNs, last, secondLast) : this;
    }

    boolean late(long nowNs) {
        return nowNs - last < SHOWN_NS;
    }

    boolean lateThreeTimes(long nowNs) {
        return nowNs - thirdLast < AGAIN_WITHIN_NS;
    }
}
