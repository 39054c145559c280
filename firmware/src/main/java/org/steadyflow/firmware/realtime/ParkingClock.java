package org.steadyflow.firmware.realtime;

import java.util.concurrent.locks.LockSupport;

/** The tick's time by what Java offers anywhere: a relative wait, worked out anew each time. */
final class ParkingClock implements TickClock {
    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void waitUntil(long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - System.nanoTime();
        }
    }
}
