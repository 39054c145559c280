package org.steadyflow.telemetry;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, with a deadline. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(5);

    private Eventually() {}

    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        eventually(what, DEADLINE, condition);
    }

    public static void eventually(String what, Duration deadline, Callable<Boolean> condition) throws Exception {
        long endNs = System.nanoTime() + deadline.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > endNs) {
                fail("not within " + deadline.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
