package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.Keys;

/**
 * Keys that are held so long that nobody can mean it. {@link Long#MAX_VALUE} stands for a key that is not held.
 *
 * @param startSinceNs since when the start key is held
 * @param stopSinceNs since when the stop key is held
 * @param doseSinceNs since when the dose key is held
 */
record KeyWatch(long startSinceNs, long stopSinceNs, long doseSinceNs) {
    static final long STUCK_NS = 60_000_000_000L;

    private static final long RELEASED = Long.MAX_VALUE;
    static final KeyWatch START = new KeyWatch(RELEASED, RELEASED, RELEASED);

    KeyWatch next(Keys held, long nowNs) {
        long start = since(held.start(), startSinceNs, nowNs);
        long stop = since(held.stop(), stopSinceNs, nowNs);
        long dose = since(held.dose(), doseSinceNs, nowNs);
        boolean isSame = start == startSinceNs && stop == stopSinceNs && dose == doseSinceNs;
        return isSame ? this : new KeyWatch(start, stop, dose);
    }

    private static long since(boolean isHeld, long sinceNs, long nowNs) {
        return isHeld ? Math.min(sinceNs, nowNs) : RELEASED;
    }

    boolean anyStuck(long nowNs) {
        return isStuck(startSinceNs, nowNs) || stopStuck(nowNs) || isStuck(doseSinceNs, nowNs);
    }

    boolean stopStuck(long nowNs) {
        return isStuck(stopSinceNs, nowNs);
    }

    private static boolean isStuck(long sinceNs, long nowNs) {
        return sinceNs != RELEASED && nowNs - sinceNs > STUCK_NS;
    }
}
