package org.steadyflow.firmware.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Event;

/**
 * A recorder whose stores have a thread of their own: the tick only puts into a bounded queue and reads one field. When
 * the queue was full once the stores count as failed, because a line is missing, and nothing more is taken or granted.
 */
public final class ThreadedRecorder implements Recorder, AutoCloseable {
    /** Ticks with something to keep; a stalled disk stops the motor long before this is full. */
    public static final int LIMIT_BATCHES = 1_024;

    private static final long POLL_MS = 50;
    private static final long RETRY_NS = 1_000_000_000L;
    private static final long CLOSE_MS = 5_000;

    private final BlockingQueue<Committer.Batch> waiting = new ArrayBlockingQueue<>(LIMIT_BATCHES);
    private final Committer committer;
    private final Thread thread;
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile Granted granted;
    private volatile boolean overflowed;
    private volatile boolean closing;

    public ThreadedRecorder(Committer committer, Granted initial) {
        this.committer = committer;
        this.granted = initial;
        this.thread = Thread.ofPlatform().name("recorder").start(this::run);
    }

    @Override
    public void offer(TickInput input, TickRecord record) {
        boolean nothingToKeep = record.events().isEmpty() && record.wanted().isEmpty();
        if (!nothingToKeep) {
            put(new Committer.Batch(input.sample().clock(), record.events(), record.wanted()));
        }
    }

    /** Keeps a line that no tick decided. The tick's thread; returns at once. */
    void keep(ClockSample now, Event event) {
        put(new Committer.Batch(now, List.of(event), Optional.empty()));
    }

    private void put(Committer.Batch batch) {
        if (!overflowed) {
            unfinished.incrementAndGet();
            overflowed = !waiting.offer(batch);
        }
    }

    @Override
    public Granted granted() {
        Granted now = granted;
        return overflowed ? new Granted(now.authority(), true) : now;
    }

    /** Batches that are not durable yet, with the one in work. Any thread. */
    public int backlog() {
        return unfinished.get();
    }

    private void run() {
        try {
            long retriedNs = System.nanoTime();
            while (!closing || !waiting.isEmpty()) {
                Committer.Batch batch = waiting.poll(POLL_MS, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    granted = committer.commit(batch);
                    unfinished.decrementAndGet();
                } else if (System.nanoTime() - retriedNs >= RETRY_NS) {
                    granted = committer.retry();
                    retriedNs = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            granted = new Granted(granted.authority(), true);
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread once what waits is durable, or leaves it behind after five seconds. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
