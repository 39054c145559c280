package org.steadyflow.firmware.realtime;

/** The time by which a loop ticks. One thread waits on it. */
public interface TickClock {
    /** Nanoseconds on a clock that no person and no network sets; comparable with {@link System#nanoTime}. */
    long nowNs();

    /** Returns at that instant or later, never knowingly earlier; at once where it has passed. */
    void waitUntil(long dueNs);
}
