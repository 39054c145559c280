package org.steadyflow.firmware.monitor;

import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;

/**
 * The magnet's angle, unwrapped. Two readings must not be half a turn apart: where none came for as long as the
 * mechanism's fastest takes for a third of a turn, the power is cut.
 *
 * @param known an angle was read
 * @param angle the last one, counts
 * @param counts travel since the monitor's start, counts
 * @param seenNs when it was read
 * @param restedAt counts where the shaft last rested
 * @param restedNs since when it has been no further from there than noise
 */
record Shaft(boolean known, int angle, long counts, long seenNs, long restedAt, long restedNs) {
    static final Shaft UNKNOWN = new Shaft(false, 0, 0, 0, 0, 0);

    Shaft after(MonitorSample sample) {
        long nowNs = sample.monotonicNs();
        if (sample.angleStatus() != AngleStatus.SEEN) {
            return known ? this : new Shaft(false, 0, 0, seenNs == 0 ? nowNs : seenNs, 0, nowNs);
        }
        int now = sample.angleCounts();
        long travel = counts + (known ? shortest(now - angle) : 0);
        boolean rests = known && Math.abs(travel - restedAt) <= MonitorLimits.STANDS_COUNTS;
        return new Shaft(true, now, travel, nowNs, rests ? restedAt : travel, rests ? restedNs : nowNs);
    }

    /** From an angle that was kept: at most a tenth of a turn back, else forwards. */
    static int since(int keptAngle, int angle) {
        int back = MonitorSample.COUNTS_PER_TURN / 10;
        return Math.floorMod(angle - keptAngle + back, MonitorSample.COUNTS_PER_TURN) - back;
    }

    private static int shortest(int difference) {
        int half = MonitorSample.COUNTS_PER_TURN / 2;
        return Math.floorMod(difference + half, MonitorSample.COUNTS_PER_TURN) - half;
    }

    boolean stands(long nowNs) {
        return known && nowNs - restedNs >= MonitorLimits.STANDS_NS;
    }

    /** No reading for longer than this. */
    boolean isBlind(long nowNs, long toleratedNs) {
        return nowNs - seenNs > toleratedNs;
    }

    boolean isLost(long nowNs) {
        return nowNs - seenNs > MonitorLimits.ANGLE_NS;
    }
}
