package org.steadyflow.telemetry.local;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue of lines that wait for one peer. Any thread puts, one takes. */
final class Outbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean finished;

    /** Whether there was room. */
    boolean offer(ByteBuffer line) {
        lock.lock();
        try {
            boolean fits = waiting.size() < LocalLimits.QUEUED_LINES
                    && waitingBytes + line.remaining() <= LocalLimits.QUEUED_BYTES;
            if (fits) {
                waiting.add(line);
                waitingBytes += line.remaining();
                changed.signal();
            }
            return fits;
        } finally {
            lock.unlock();
        }
    }

    /** The next line; empty when {@link #finish} was called and nothing waits. */
    Optional<ByteBuffer> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !finished) {
                changed.await();
            }
            ByteBuffer next = waiting.poll();
            if (next == null) {
                return Optional.empty();
            }
            waitingBytes -= next.remaining();
            return Optional.of(next);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
