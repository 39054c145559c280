package org.steadyflow.firmware.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * Calls that are made once at the start. Numbers and layouts are those of Linux on x86-64 and aarch64, where they are
 * the same. What returns an int is negative for an error: its errno. Task 0 is the thread that calls.
 */
final class LinuxCalls {
    static final int CLOCK_MONOTONIC = 1;
    static final int SCHED_FIFO = 1;
    /** Threads that a real-time thread starts are ordinary ones again. */
    static final int SCHED_RESET_ON_FORK = 0x4000_0000;

    static final int MCL_CURRENT = 1;
    static final int MCL_FUTURE = 2;
    /** Locks a page when it is first touched, instead of reading in all that is mapped. */
    static final int MCL_ONFAULT = 4;

    static final StructLayout TIMESPEC =
            MemoryLayout.structLayout(JAVA_LONG.withName("tv_sec"), JAVA_LONG.withName("tv_nsec"));
    static final long TV_NSEC = TIMESPEC.byteOffset(MemoryLayout.PathElement.groupElement("tv_nsec"));

    static final int PR_SET_TIMERSLACK = 29;
    static final int PR_GET_TIMERSLACK = 30;
    /** The {@code cpu_set_t} of C libraries. */
    private static final int CPU_SET_BYTES = 128;

    static final int CORES = CPU_SET_BYTES * Byte.SIZE;
    private static final long NS_PER_S = 1_000_000_000L;

    private static final MethodHandle CLOCK_GETTIME =
            Libc.keepingErrno("clock_gettime", JAVA_INT, List.of(JAVA_INT, ADDRESS));
    private static final MethodHandle GETTID = Libc.plain("gettid");
    private static final MethodHandle SCHED_SETSCHEDULER =
            Libc.keepingErrno("sched_setscheduler", JAVA_INT, List.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SCHED_GETSCHEDULER =
            Libc.keepingErrno("sched_getscheduler", JAVA_INT, List.of(JAVA_INT));
    private static final MethodHandle SCHED_GETPARAM =
            Libc.keepingErrno("sched_getparam", JAVA_INT, List.of(JAVA_INT, ADDRESS));
    private static final MethodHandle SCHED_SETAFFINITY =
            Libc.keepingErrno("sched_setaffinity", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle SCHED_GETAFFINITY =
            Libc.keepingErrno("sched_getaffinity", JAVA_INT, List.of(JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle MLOCKALL = Libc.keepingErrno("mlockall", JAVA_INT, List.of(JAVA_INT));
    private static final MethodHandle PRCTL = Libc.keepingErrno(
            "prctl", JAVA_INT, List.of(JAVA_INT, JAVA_LONG), List.of(Linker.Option.firstVariadicArg(1)));

    private LinuxCalls() {}

    /** The kernel's monotonic clock, nanoseconds. */
    static long monotonicNs() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(TIMESPEC);
            int outcome = (int) CLOCK_GETTIME.invokeExact(arena.allocate(Libc.CALL_STATE), CLOCK_MONOTONIC, time);
            if (outcome != 0) {
                throw new IllegalStateException("this kernel has no monotonic clock");
            }
            return time.get(JAVA_LONG, 0) * NS_PER_S + time.get(JAVA_LONG, TV_NSEC);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    /** The kernel's number of the thread that calls. */
    static int task() {
        try {
            return (int) GETTID.invokeExact();
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    static int setScheduler(int task, int policy, int priority) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            MemorySegment parameter = arena.allocate(JAVA_INT);
            parameter.set(JAVA_INT, 0, priority);
            return Libc.outcome((int) SCHED_SETSCHEDULER.invokeExact(state, task, policy, parameter), state);
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    /** With {@link #SCHED_RESET_ON_FORK} where that is set. */
    static int scheduler(int task) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            return Libc.outcome((int) SCHED_GETSCHEDULER.invokeExact(state, task), state);
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    static int priority(int task) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            MemorySegment parameter = arena.allocate(JAVA_INT);
            int outcome = Libc.outcome((int) SCHED_GETPARAM.invokeExact(state, task, parameter), state);
            return outcome < 0 ? outcome : parameter.get(JAVA_INT, 0);
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    /** @param core from 0 below {@link #CORES} */
    static int runOn(int core) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            MemorySegment set = arena.allocate(CPU_SET_BYTES, Long.BYTES);
            set.setAtIndex(JAVA_LONG, core / Long.SIZE, 1L << core);
            return Libc.outcome((int) SCHED_SETAFFINITY.invokeExact(state, 0, (long) CPU_SET_BYTES, set), state);
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    /** Whether the calling thread may run on that core. */
    static boolean mayRunOn(int core) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            MemorySegment set = arena.allocate(CPU_SET_BYTES, Long.BYTES);
            int outcome = (int) SCHED_GETAFFINITY.invokeExact(state, 0, (long) CPU_SET_BYTES, set);
            return outcome == 0 && (set.getAtIndex(JAVA_LONG, core / Long.SIZE) >>> core & 1) != 0;
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    static int lockMemory(int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            return Libc.outcome((int) MLOCKALL.invokeExact(state, flags), state);
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    static int prctl(int option, long argument) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            return Libc.outcome((int) PRCTL.invokeExact(state, option, argument), state);
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }
}
