package org.steadyflow.simulator.chips;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a real bus would have been busy with what an emulated one carried: a standing counter, read it twice and
 * subtract. Any thread.
 */
public final class BusMeter {
    private static final long NS_PER_S = 1_000_000_000L;

    private final long bitsPerS;
    private final AtomicLong busyBits = new AtomicLong();
    private final AtomicLong pausedNs = new AtomicLong();

    /** @param bitsPerS line rate, for example 500,000 or 400,000 */
    public BusMeter(long bitsPerS) {
        this.bitsPerS = bitsPerS;
    }

    void busy(long bits) {
        busyBits.addAndGet(bits);
    }

    void paused(long ns) {
        pausedNs.addAndGet(ns);
    }

    /** Since the bus was made, nanoseconds. */
    public long busyNs() {
        return Math.multiplyExact(busyBits.get(), NS_PER_S) / bitsPerS;
    }

    /**
     * Busy, waited for by {@link EmulatedBoard#pause}, or held up by a fault: what a chip on it has seen pass beside
     * the world's time.
     */
    public long passedNs() {
        return busyNs() + pausedNs.get();
    }
}
