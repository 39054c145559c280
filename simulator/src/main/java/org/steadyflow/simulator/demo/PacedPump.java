package org.steadyflow.simulator.demo;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.ThreadedRecorder;
import org.steadyflow.firmware.core.TickRecord;

/**
 * Ticks the pump and moves the world on, faster than people's time by a factor. A slow host slows the pump's time down:
 * it waits for commits that are on their way, and no tick is ever left out. One thread of its own.
 */
final class PacedPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PacedPump.class);
    private static final long TICK_NS = 50_000_000L;
    /** Behind by more than this, the pace starts anew instead of hurrying. */
    private static final long LAG_NS = 100_000_000L;

    private static final long POLL_NS = 200_000L;
    private static final long CLOSE_MS = 10_000;
    private static final long COMMITS_NS = 5_000_000_000L;

    private final PumpLoop loop;
    private final ThreadedRecorder recorder;
    private final int speed;
    private final Consumer<TickRecord> afterTick;
    private final LongConsumer passTime;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile long virtualNs;

    /** @param passTime lets the world, and whatever lives in its time, pass to an instant */
    PacedPump(
            PumpLoop loop,
            ThreadedRecorder recorder,
            int speed,
            Consumer<TickRecord> afterTick,
            LongConsumer passTime) {
        this.loop = loop;
        this.recorder = recorder;
        this.speed = speed;
        this.afterTick = afterTick;
        this.passTime = passTime;
        this.thread = Thread.ofPlatform().name("tick").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The pump's time, nanoseconds since its start. */
    long virtualNs() {
        return virtualNs;
    }

    /** Ends after the running tick, with everything durable that was decided. */
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
        try {
            long dueNs = System.nanoTime();
            while (open) {
                TickRecord record = loop.tick();
                afterTick.accept(record);
                awaitCommits();
                long nextNs = virtualNs + TICK_NS;
                passTime.accept(nextNs);
                virtualNs = nextNs;
                dueNs = pace(dueNs + TICK_NS / speed);
            }
        } catch (RuntimeException | Error broken) {
            LOG.error("The demo's pump ended: a tick failed.", broken);
            loop.motorOff();
        }
    }

    /** Ends early only where the disk has stood still for longer than anybody waits for the pump to close. */
    private void awaitCommits() {
        long startNs = System.nanoTime();
        while (recorder.backlog() > 0 && (open || System.nanoTime() - startNs < COMMITS_NS)) {
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private long pace(long dueNs) {
        long nowNs = System.nanoTime();
        if (nowNs - dueNs > LAG_NS) {
            return nowNs;
        }
        while (open && dueNs > nowNs) {
            LockSupport.parkNanos(dueNs - nowNs);
            nowNs = System.nanoTime();
        }
        return dueNs;
    }
}
