package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one console has not been told yet: names of pumps, each at most once however often it changed, so that a slow
 * console costs nothing and always gets the latest. One thread writes the stream; any thread may call {@link #changed}.
 */
final class ConsoleStream {
    private final Optional<String> person;
    private final long openedMs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Set<String> pumps = new LinkedHashSet<>();
    private boolean ended;
    private volatile long writtenMs;

    ConsoleStream(Optional<String> person, long openedMs) {
        this.person = person;
        this.openedMs = openedMs;
        this.writtenMs = openedMs;
    }

    Optional<String> person() {
        return person;
    }

    long openedMs() {
        return openedMs;
    }

    /** When the console last took something. */
    long writtenMs() {
        return writtenMs;
    }

    void written(long nowMs) {
        writtenMs = nowMs;
    }

    void changed(String pump) {
        lock.lock();
        try {
            pumps.add(pump);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** The pumps that changed, as soon as one did; none after {@code patience}. */
    List<String> await(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long leftNs = patience.toNanos();
            while (pumps.isEmpty() && !ended && leftNs > 0) {
                leftNs = news.awaitNanos(leftNs);
            }
            List<String> changed = List.copyOf(pumps);
            pumps.clear();
            return changed;
        } finally {
            lock.unlock();
        }
    }
}
