package org.steadyflow.simulator.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what must become so, with a deadline. */
final class Soon {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(2);

    private Soon() {}

    static <T> T get(String what, Supplier<Optional<T>> source) {
        long endNs = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < endNs) {
            Optional<T> found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + what);
    }
}
