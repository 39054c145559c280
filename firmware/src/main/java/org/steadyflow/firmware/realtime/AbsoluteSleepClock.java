package org.steadyflow.firmware.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Sleeps until shortly before an instant of the kernel's monotonic clock, and waits for the rest awake. Between reading
 * the clock and falling asleep nothing can add to the delay, as it can in a relative wait; and what the kernel and the
 * cold caches of a thread that slept take to wake it, 50 to 200 us, is over before the instant comes. The wait
 * allocates nothing.
 */
final class AbsoluteSleepClock implements TickClock {
    private static final int TIMER_ABSTIME = 1;
    private static final long NS_PER_S = 1_000_000_000L;
    /** How long before the instant it is awake: 0.4 percent of a core at twenty ticks a second. */
    static final long AWAKE_NS = 200_000;

    /** Returns its error and sets no errno. It blocks, so it must not be a critical call: a collection would wait. */
    private static final MethodHandle CLOCK_NANOSLEEP =
            Libc.plain("clock_nanosleep", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

    private final MemorySegment due = Arena.ofAuto().allocate(LinuxCalls.TIMESPEC);

    /**
     * Whether {@link System#nanoTime} counts on the kernel's monotonic clock, so that its instants can be slept until.
     */
    static boolean countsLikeJava() {
        long beforeNs = System.nanoTime();
        long kernelNs = LinuxCalls.monotonicNs();
        long afterNs = System.nanoTime();
        return beforeNs <= kernelNs && kernelNs <= afterNs;
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    /** A signal that interrupts the sleep lengthens nothing: the instant stays. */
    @Override
    public long waitUntil(long dueNs) {
        sleepUntil(Math.max(dueNs - AWAKE_NS, 0));
        long nowNs = System.nanoTime();
        while (nowNs < dueNs) {
            Thread.onSpinWait();
            nowNs = System.nanoTime();
        }
        return nowNs;
    }

    private void sleepUntil(long instantNs) {
        due.set(JAVA_LONG, 0, instantNs / NS_PER_S);
        due.set(JAVA_LONG, LinuxCalls.TV_NSEC, instantNs % NS_PER_S);
        int error;
        do {
            error = sleep();
        } while (error == Libc.EINTR);
        if (error != 0) {
            throw new IllegalStateException("the kernel does not sleep until " + instantNs + " ns: error " + error);
        }
    }

    private int sleep() {
        try {
            return (int)
                    CLOCK_NANOSLEEP.invokeExact(LinuxCalls.CLOCK_MONOTONIC, TIMER_ABSTIME, due, MemorySegment.NULL);
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }
}
