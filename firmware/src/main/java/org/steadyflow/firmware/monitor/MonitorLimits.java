package org.steadyflow.firmware.monitor;

import org.steadyflow.hal.device.MonitorSample;

/** The times and volumes by which the monitor decides; docs/monitor.md has the reasons. */
final class MonitorLimits {
    /** Between two readings of the sensor. */
    static final long CYCLE_NS = 20_000_000L;
    /** Without a right answer for so long the rail goes down: with a cycle and the cut, 310 ms after the last tick. */
    static final long HEARTBEAT_NS = 250_000_000L;
    /** The monitor itself was away: its switch has opened by then. */
    static final long AWAY_NS = 250_000_000L;
    /** The angle may be unreadable for so long; from then on it is a trip. */
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
    /** A pump that starts anew needs a while until its control answers; a self-test takes up to 20 s of it. */
    static final long NEVER_HEARD_NS = 60_000_000_000L;

    /** Beyond every limit: what may flow too much. */
    static final long MARGIN_FL = 50_000L * Counting.FL_PER_NL;
    /** Without an envelope, of a turn of the magnet: a twentieth. */
    static final long MARGIN_COUNTS = 205;
    /** Or this much, where it is more: the self-test turns by 2 uL and back. */
    private static final long MARGIN_NL = 3_000;
    /** But never more than a fifth of a turn. */
    private static final long MOST_MARGIN_COUNTS = 819;
    /** Control has said another order than the envelope's, or none, for so long without a break: that order is over. */
    static final long RETIRE_NS = 10_000_000_000L;
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

    /** No motor turns the magnet by a third of a turn in less: ten turns a second. */
    private static final long LEAST_THIRD_NS = 33_000_000L;
    /** No mechanism gives more than 3,000 mL/h: a nanolitre takes 1,200 ns, and a third of it this long. */
    private static final long THIRD_NS_PER_NL = 400;

    private MonitorLimits() {}

    /** How long a third of a turn of so many nanolitres takes at the mechanism's top speed. */
    static long thirdOfATurnNs(long turnNl, long turnDivisor) {
        long most = AWAY_NS / THIRD_NS_PER_NL;
        long turn = Math.clamp(turnNl / Math.max(turnDivisor, 1), 0, most);
        return Math.max(turn * THIRD_NS_PER_NL, LEAST_THIRD_NS);
    }

    /** How far the shaft may turn without an envelope, counts. */
    static long marginCounts(long turnNl, long turnDivisor) {
        long turn = Math.max(turnNl / Math.max(turnDivisor, 1), 1);
        long ofVolume = MARGIN_NL * MonitorSample.COUNTS_PER_TURN / turn;
        return Math.clamp(ofVolume, MARGIN_COUNTS, MOST_MARGIN_COUNTS);
    }
}
