package org.steadyflow.firmware.monitor;

import org.steadyflow.hal.device.MonitorSample;

/**
 * When what flowed is kept: each tenth of a turn of the magnet, so that after a restart the angle itself says what
 * flowed since, and each minute in which anything did. One thread.
 */
final class StoreRhythm {
    private static final long EVERY_COUNTS = MonitorSample.COUNTS_PER_TURN / 10;
    private static final long EVERY_NS = 60_000_000_000L;

    private long keptCounts;
    private long keptNs;

    /** Whether to keep it now; then it counts as kept. */
    boolean isDue(MonitorState state, boolean isNew) {
        long counts = state.shaft().counts();
        long turned = Math.abs(counts - keptCounts);
        boolean isMinute = turned > MonitorLimits.STANDS_COUNTS && state.cycleNs() - keptNs >= EVERY_NS;
        if (!isNew && turned < EVERY_COUNTS && !isMinute) {
            return false;
        }
        keptCounts = counts;
        keptNs = state.cycleNs();
        return true;
    }
}
