package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must become true, with a deadline. */
final class Soon {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);

    private Soon() {}

    static void that(String what, BooleanSupplier condition) {
        boolean _ = get(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

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
