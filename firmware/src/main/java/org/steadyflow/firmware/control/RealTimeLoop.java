package org.steadyflow.firmware.control;

import java.util.concurrent.locks.LockSupport;

/**
 * Ticks every 50 ms of real time on the thread that calls {@link #run}. Deadlines are absolute, so lateness does not
 * add up; ticks that were missed are left out, never made up in a burst.
 */
public final class RealTimeLoop {
    public static final long PERIOD_NS = 50_000_000L;
    private static final long LATE_NS = 10_000_000L;

    private final Runnable tick;
    private final Runnable motorOff;
    private volatile boolean stopping;
    private volatile Lateness lateness = Lateness.NONE;

    /** @param loop whose ticks to run */
    public RealTimeLoop(PumpLoop loop) {
        this(loop::tick, loop::motorOff);
    }

    RealTimeLoop(Runnable tick, Runnable motorOff) {
        this.tick = tick;
        this.motorOff = motorOff;
    }

    /**
     * How punctual the ticks were.
     *
     * @param ticks ticks run
     * @param late ticks that began more than 10 ms after their time
     * @param missed ticks left out because their whole period had passed
     * @param greatestNs the greatest delay of a tick's begin, nanoseconds
     */
    public record Lateness(long ticks, long late, long missed, long greatestNs) {
        static final Lateness NONE = new Lateness(0, 0, 0, 0);

        Lateness with(long lateNs, long missedNow) {
            return new Lateness(
                    ticks + 1, late + (lateNs > LATE_NS ? 1 : 0), missed + missedNow, Math.max(greatestNs, lateNs));
        }
    }

    /**
     * Runs until {@link #stop}. A tick that throws ends it with the motor off: the exception is a broken invariant of
     * ours, or hardware that is gone, and is thrown on.
     */
    public void run() {
        try {
            runTicks();
        } catch (RuntimeException | Error failure) {
            switchOff(failure);
            throw failure;
        }
    }

    /** Ends the loop after the tick that runs. Any thread. */
    public void stop() {
        stopping = true;
    }

    /** How punctual the ticks were until now. Any thread. */
    public Lateness lateness() {
        return lateness;
    }

    private void runTicks() {
        long dueNs = System.nanoTime();
        while (!stopping) {
            long lateNs = waitUntil(dueNs);
            long missed = lateNs / PERIOD_NS;
            lateness = lateness.with(lateNs, missed);
            if (!stopping) {
                tick.run();
            }
            dueNs += (missed + 1) * PERIOD_NS;
        }
    }

    /** Returns by how much the time has passed. */
    private long waitUntil(long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0 && !stopping) {
            LockSupport.parkNanos(leftNs);
            leftNs = dueNs - System.nanoTime();
        }
        return Math.max(-leftNs, 0);
    }

    private void switchOff(Throwable failure) {
        try {
            motorOff.run();
        } catch (RuntimeException e) {
            // the gate is not kicked any more: it takes the power off the motor within 250 ms
            failure.addSuppressed(e);
        }
    }
}
