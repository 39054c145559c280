package org.steadyflow.firmware.monitor;

import org.steadyflow.hal.device.MonitorSample;

/**
 * When what flowed is kept: each tenth of a turn of the magnet, so that after a restart the angle itself says what
 * flowed since, and each 20 seconds in which anything did: what flowed after the last image is not known to have taken
 * longer. One thread.
 */
final class StoreRhythm {
    private static final long EVERY_COUNTS = MonitorSample.COUNTS_PER_TURN / 10;
    private static final long EVERY_NS = 20_000_000_000L;

    private long keptCounts;
    private long keptNs;

    /**
     * Whether to keep it now; then it counts as kept.
     *
     * @param isNew something happened that must not wait
     */
    boolean isDue(MonitorState state, boolean isNew) {
        long counts = state.shaft().counts();
        long turned = Math.abs(counts - keptCounts);
        boolean isTime = turned > MonitorLimits.STANDS_COUNTS && state.cycleNs() - keptNs >= EVERY_NS;
        if (!isNew && turned < EVERY_COUNTS && !isTime) {
            return false;
        }
        keptCounts = counts;
        keptNs = state.cycleNs();
        return true;
    }
}
