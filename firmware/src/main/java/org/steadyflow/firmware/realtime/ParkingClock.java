package org.steadyflow.firmware.realtime;

import java.util.concurrent.locks.LockSupport;

/** The tick's time by what Java offers anywhere: a relative wait, worked out anew each time. */
final class ParkingClock implements TickClock {
    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public long waitUntil(long dueNs) {
        long nowNs = System.nanoTime();
        while (nowNs < dueNs) {
            LockSupport.parkNanos(dueNs - nowNs);
            nowNs = System.nanoTime();
        }
        return nowNs;
    }
}
