package org.steadyflow.firmware.control;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks in real time on a thread of its own: every 50 ms by the monotonic clock, without drift. A missed tick is left
 * out, never made up for in a burst. A tick that throws is a broken invariant of ours: the motor is switched off and
 * the thread ends.
 */
public final class RealTime implements AutoCloseable {
    public static final long PERIOD_NS = 50_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);
    private static final long CLOSE_MS = 2_000;

    private final PumpLoop loop;
    private final LongConsumer onFailure;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile Lateness lateness = new Lateness(0, 0, 0);

    /**
     * How late ticks came.
     *
     * @param ticks so far
     * @param worstNs the latest of them, nanoseconds after its time
     * @param left ticks left out because an earlier one took too long
     */
    public record Lateness(long ticks, long worstNs, long left) {}

    /** {@code onFailure} hears the number of the tick that threw. */
    public RealTime(PumpLoop loop, LongConsumer onFailure) {
        this.loop = loop;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("tick").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Lateness lateness() {
        return lateness;
    }

    /** Ends after the running tick; the motor's last move ends by itself. */
    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long dueNs = System.nanoTime();
        try {
            while (open) {
                long lateNs = waitUntil(dueNs);
                if (open) {
                    loop.tick();
                    dueNs = nextDue(dueNs, lateNs);
                }
            }
        } catch (RuntimeException | Error broken) {
            LOG.error("A tick failed after {}; the motor is off.", lateness, broken);
            loop.motorOff();
            onFailure.accept(lateness.ticks());
        }
    }

    /** How late the tick is then, nanoseconds. */
    private long waitUntil(long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0 && open) {
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - System.nanoTime();
        }
        return -leftNs;
    }

    private long nextDue(long dueNs, long lateNs) {
        long next = dueNs + PERIOD_NS;
        long behind = Math.max(System.nanoTime() - next, 0) / PERIOD_NS;
        Lateness last = lateness;
        lateness = new Lateness(last.ticks() + 1, Math.max(last.worstNs(), lateNs), last.left() + behind);
        return next + behind * PERIOD_NS;
    }
}
