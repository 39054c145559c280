package org.steadyflow.firmware.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Sleeps until an instant of the kernel's monotonic clock: between reading the clock and falling asleep nothing can add
 * to the delay, as it can in a relative wait. The wait allocates nothing.
 */
final class AbsoluteSleepClock implements TickClock {
    private static final int TIMER_ABSTIME = 1;
    private static final long NS_PER_S = 1_000_000_000L;

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
        due.set(JAVA_LONG, 0, dueNs / NS_PER_S);
        due.set(JAVA_LONG, LinuxCalls.TV_NSEC, dueNs % NS_PER_S);
        int error;
        long nowNs;
        do {
            error = sleep();
            nowNs = System.nanoTime();
        } while (error == Libc.EINTR);
        if (error != 0) {
            throw new IllegalStateException("the kernel does not sleep until " + dueNs + " ns: error " + error);
        }
        return nowNs;
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
