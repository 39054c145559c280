package org.steadyflow.firmware.control;

import org.HdrHistogram.Histogram;

/**
 * Counts how late each tick is, from the start on, in memory that is laid out once: counting allocates nothing. The
 * tick's thread counts and sums up; any thread may see the last sum.
 */
public final class TickMeter {
    static final long LATE_NS = 10_000_000L;
    /** What is later counts as this late; {@link Lateness#greatestNs} stays exact. */
    static final long LIMIT_NS = 60_000_000_000L;

    private static final long FINEST_NS = 128;
    /** Percentiles are true to a thousandth of their value. */
    private static final int DIGITS = 3;

    private static final double HALF = 50;
    private static final double MOST = 99;
    private static final double NEARLY_ALL = 99.9;

    private final Histogram counts = new Histogram(FINEST_NS, LIMIT_NS, DIGITS);
    private long late;
    private long missed;
    private long greatestNs;
    private volatile Lateness summary = Lateness.NONE;

    /** A tick begins {@code lateNs} after its time, and {@code missedNow} ticks before it were left out. */
    void count(long lateNs, long missedNow) {
        counts.recordValue(Math.min(lateNs, LIMIT_NS));
        late += lateNs > LATE_NS ? 1 : 0;
        missed += missedNow;
        greatestNs = Math.max(greatestNs, lateNs);
    }

    /** Walks all counts, some tens of microseconds: now and then. */
    Lateness sumUp() {
        summary = new Lateness(
                counts.getTotalCount(), late, missed, atMost(HALF), atMost(MOST), atMost(NEARLY_ALL), greatestNs);
        return summary;
    }

    /** What was summed up last. Any thread. */
    public Lateness summary() {
        return summary;
    }

    /** The counts themselves, for whoever draws them once the loop is over. */
    public Histogram counts() {
        return counts;
    }

    /** The histogram answers with the end of a class, which may be beyond the greatest value in it. */
    private long atMost(double percent) {
        return Math.min(counts.getValueAtPercentile(percent), greatestNs);
    }
}
