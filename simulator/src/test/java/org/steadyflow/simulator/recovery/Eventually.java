package org.steadyflow.simulator.recovery;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, with a deadline. */
final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(2);

    private Eventually() {}

    static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long endNs = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > endNs) {
                throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Lets so much time pass; for when the time itself is what is tested. */
    static void pass(Duration duration) {
        long endNs = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < endNs) {
            LockSupport.parkNanos(endNs - System.nanoTime());
        }
    }
}
