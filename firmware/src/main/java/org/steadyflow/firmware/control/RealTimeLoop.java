package org.steadyflow.firmware.control;

import org.steadyflow.firmware.realtime.ServiceNotice;
import org.steadyflow.firmware.realtime.TickClock;

/**
 * Ticks every 50 ms of real time on the thread that calls {@link #run}. Deadlines are absolute, so lateness does not
 * add up; ticks that were missed are left out, never made up in a burst.
 *
 * <p>The service manager hears from here alone, after a tick that is complete: a tick that hangs is silence.
 */
public final class RealTimeLoop {
    public static final long PERIOD_NS = 50_000_000L;
    /** Ten seconds. */
    static final int SUM_UP_TICKS = 200;

    private static final int WARM_UP_WAITS = 2_000;

    private final Body body;
    private final Timing timing;
    private final LoopWatch watch;
    private volatile boolean stopping;

    /** What the loop runs: one tick, and what takes the power off the motor when a tick has failed. */
    record Body(Runnable tick, Runnable motorOff) {}

    /**
     * By what the loop ticks.
     *
     * @param periodNs from one tick to the next
     * @param meter counts how late each is
     * @param notice tells the service manager
     */
    public record Timing(TickClock clock, long periodNs, TickMeter meter, ServiceNotice notice) {
        /** Of a pump. */
        public Timing(TickClock clock, TickMeter meter, ServiceNotice notice) {
            this(clock, PERIOD_NS, meter, notice);
        }
    }

    /** @param loop whose ticks to run */
    public RealTimeLoop(PumpLoop loop, Timing timing, LoopWatch watch) {
        this(new Body(loop::tick, loop::motorOff), timing, watch);
    }

    RealTimeLoop(Body body, Timing timing, LoopWatch watch) {
        this.body = body;
        this.timing = timing;
        this.watch = watch;
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
        } finally {
            watch.summedUp(timing.meter().sumUp(), true);
        }
    }

    /**
     * Goes through the loop's own waiting often enough for it to be compiled, without waiting and without a tick: one
     * that is called twenty times a second would else be interpreted for minutes. Counts into nothing that is kept.
     * Then collects garbage: what the start has left would else be moved in the first collection that a tick waits for.
     */
    public void warmUp() {
        TickMeter scratch = new TickMeter();
        for (int i = 0; i < WARM_UP_WAITS; i++) {
            awaitTick(timing.clock(), scratch, timing.clock().nowNs());
        }
        System.gc();
    }

    /** Ends the loop after the tick that runs. Any thread. */
    public void stop() {
        stopping = true;
    }

    /** How punctual the ticks were when they were last summed up. Any thread. */
    public Lateness lateness() {
        return timing.meter().summary();
    }

    private void runTicks() {
        TickClock clock = timing.clock();
        int sinceSummary = 0;
        long dueNs = clock.nowNs();
        while (!stopping) {
            long missed = awaitTick(clock, timing.meter(), dueNs);
            if (stopping) {
                break;
            }
            body.tick().run();
            timing.notice().tickCompleted(clock.nowNs());
            sinceSummary++;
            if (sinceSummary == SUM_UP_TICKS) {
                sinceSummary = 0;
                watch.summedUp(timing.meter().sumUp(), false);
            }
            dueNs += (missed + 1) * timing.periodNs();
        }
        timing.notice().stopping();
    }

    /** Returns how many whole periods have passed since. */
    private long awaitTick(TickClock clock, TickMeter meter, long dueNs) {
        long lateNs = clock.waitUntil(dueNs) - dueNs;
        long missed = lateNs / timing.periodNs();
        meter.count(lateNs, missed);
        return missed;
    }

    private void switchOff(Throwable failure) {
        try {
            body.motorOff().run();
        } catch (RuntimeException e) {
            // the gate is not kicked any more: it takes the power off the motor within 250 ms
            failure.addSuppressed(e);
        }
    }
}
