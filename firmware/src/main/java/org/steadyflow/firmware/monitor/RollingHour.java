package org.steadyflow.firmware.monitor;

import java.util.Arrays;

/**
 * Fluid of the last hour in bins of a minute: the one that fills and the 59 before it. A bin counts whole until it
 * leaves, so the sum is never less than what flowed in the last 59 minutes. Immutable; time runs only while the monitor
 * does.
 */
final class RollingHour {
    static final int BINS = 60;
    static final RollingHour EMPTY = new RollingHour(new long[BINS], 0, 0, 0);

    private static final long BIN_NS = 60_000_000_000L;

    private final long[] bins;
    private final int filling;
    private final long inBinNs;
    private final long sumFl;

    private RollingHour(long[] bins, int filling, long inBinNs, long sumFl) {
        this.bins = bins;
        this.filling = filling;
        this.inBinNs = inBinNs;
        this.sumFl = sumFl;
    }

    /** As it was kept, oldest bin first; the last one has filled for so long and goes on. */
    static RollingHour of(long[] kept, long inBinNs) {
        long filled = Math.clamp(inBinNs, 0, BIN_NS - 1);
        return new RollingHour(
                Arrays.copyOf(kept, BINS), BINS - 1, filled, Arrays.stream(kept).sum());
    }

    /** Every bin, oldest first. */
    long[] kept() {
        long[] ordered = new long[BINS];
        for (int i = 0; i < BINS; i++) {
            ordered[i] = bins[(filling + 1 + i) % BINS];
        }
        ordered[BINS - 1] = fillingFl();
        return ordered;
    }

    /** After this much more fluid in this much more time. */
    RollingHour after(long fluidFl, long ns) {
        long time = inBinNs + ns;
        long sum = sumFl + fluidFl;
        return time < BIN_NS ? new RollingHour(bins, filling, time, sum) : next(sum, time - BIN_NS);
    }

    /** After so long without a cycle, in which this much flowed. */
    RollingHour afterAbsence(long fluidFl, long ns) {
        long left = Math.min(ns, BINS * BIN_NS);
        RollingHour hour = after(fluidFl, Math.min(left, BIN_NS));
        for (left -= BIN_NS; left > 0; left -= BIN_NS) {
            hour = hour.after(0, Math.min(left, BIN_NS));
        }
        return hour;
    }

    private RollingHour next(long sum, long sinceNs) {
        long[] moved = bins.clone();
        moved[filling] = sum - sumOfOthers();
        int place = (filling + 1) % BINS;
        long left = moved[place];
        moved[place] = 0;
        // the rest of the time counts on: a bin that lost some of each cycle would be longer than a minute
        return new RollingHour(moved, place, sinceNs, sum - left);
    }

    private long fillingFl() {
        return sumFl - sumOfOthers();
    }

    private long sumOfOthers() {
        long others = 0;
        for (int i = 0; i < BINS; i++) {
            others += i == filling ? 0 : bins[i];
        }
        return others;
    }

    /** For how long the newest bin has filled. */
    long inBinNs() {
        return inBinNs;
    }

    long sumFl() {
        return sumFl;
    }
}
