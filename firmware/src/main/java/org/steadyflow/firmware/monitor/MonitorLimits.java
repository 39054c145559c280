package org.steadyflow.firmware.monitor;

/** The times and volumes by which the monitor decides; docs/monitor.md has the reasons. */
final class MonitorLimits {
    /** Between two readings of the sensor. */
    static final long CYCLE_NS = 20_000_000L;
    /** Without a right answer for so long the rail goes down: with a cycle and the cut, 310 ms after the last tick. */
    static final long HEARTBEAT_NS = 250_000_000L;
    /** The monitor itself was away: its switch has opened by then. */
    static final long AWAY_NS = 250_000_000L;
    /** The angle may be unreadable for so long. */
    static final long ANGLE_NS = 100_000_000L;
    /** A rail that is kicked comes up, or one that is cut goes down, within so long. */
    static final long RAIL_UP_NS = 100_000_000L;

    static final long RAIL_CUT_NS = 60_000_000L;
    /** A rail whose edges stop falls in 250 ms; two readings more. */
    static final long RAIL_DECAY_NS = 300_000_000L;
    /** A rail is the other way than it should be for so long: longer than edges hold it. */
    static final long RAIL_ODD_NS = 400_000_000L;
    /** A control that is gone in the middle of an order is told to the room after so long. */
    static final long LONELY_NS = 1_000_000_000L;

    /** Beyond every limit: what may flow too much. */
    static final long MARGIN_FL = 50_000L * Counting.FL_PER_NL;
    /** Without an envelope, of a turn of the magnet: a twentieth. */
    static final long MARGIN_COUNTS = 205;
    /** By how much encoder and angle may differ, beside what flows while an answer is on its way. */
    static final long AGREE_FL = 100_000L * Counting.FL_PER_NL;

    static final long ANSWER_AGE_NS = 200_000_000L;

    static final int YIELD_LEAST = 800_000;
    static final int YIELD_MOST = 1_200_000;
    /** A yield changes by no more than 2 % in a second while the shaft turns. */
    static final int YIELD_PER_CYCLE = 400;
    /** A shaft that turned no more than its sensor's noise for so long stands. */
    static final long STANDS_NS = 500_000_000L;

    static final long STANDS_COUNTS = 8;

    private MonitorLimits() {}
}
