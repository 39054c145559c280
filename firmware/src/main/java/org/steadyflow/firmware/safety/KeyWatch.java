package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.EnclosureSample;

/**
 * Keys that are held so long that nobody can mean it.
 *
 * @param startSinceNs since when the start key is held; {@link Long#MAX_VALUE} while it is not
 * @param stopSinceNs the same of the stop key
 */
record KeyWatch(long startSinceNs, long stopSinceNs) {
    static final long STUCK_NS = 60_000_000_000L;

    static final KeyWatch START = new KeyWatch(Long.MAX_VALUE, Long.MAX_VALUE);

    KeyWatch next(EnclosureSample enclosure, long nowNs) {
        long start = enclosure.startKey() ? Math.min(startSinceNs, nowNs) : Long.MAX_VALUE;
        long stop = enclosure.stopKey() ? Math.min(stopSinceNs, nowNs) : Long.MAX_VALUE;
        return start == startSinceNs && stop == stopSinceNs ? this : new KeyWatch(start, stop);
    }

    boolean startStuck(long nowNs) {
        return isStuck(startSinceNs, nowNs);
    }

    boolean stopStuck(long nowNs) {
        return isStuck(stopSinceNs, nowNs);
    }

    private static boolean isStuck(long sinceNs, long nowNs) {
        return sinceNs != Long.MAX_VALUE && nowNs - sinceNs > STUCK_NS;
    }
}
