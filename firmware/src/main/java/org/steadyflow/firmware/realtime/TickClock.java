package org.steadyflow.firmware.realtime;

/** The time by which a loop ticks. One thread waits on it. */
public interface TickClock {
    /** Nanoseconds on a clock that no person and no network sets; comparable with {@link System#nanoTime}. */
    long nowNs();

    /**
     * Waits until that instant, and not at all where it has passed.
     *
     * @return when it woke up, read at once: {@code dueNs} or later
     */
    long waitUntil(long dueNs);
}
