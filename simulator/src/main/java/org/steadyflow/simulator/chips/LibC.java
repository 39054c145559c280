package org.steadyflow.simulator.chips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls of the C library that a pseudo-terminal takes (POSIX.1-2017, Linux on x86-64 and AArch64), called through
 * the foreign function interface. Any thread.
 */
final class LibC {
    static final int EAGAIN = 11;
    static final int EINTR = 4;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPENPT = call("posix_openpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle GRANTPT = call("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle UNLOCKPT = call("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle PTSNAME =
            call("ptsname_r", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle OPEN = call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle POLL =
            call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle EVENTFD = call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle TCGETATTR = call("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle TCSETATTR =
            call("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle CFMAKERAW = call("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));

    private LibC() {}

    /** Both ends of the outcome of a call. */
    record Outcome(long value, int errno) {
        boolean failed() {
            return value < 0;
        }
    }

    static int openpt(int flags) throws IOException {
        return descriptor("posix_openpt", attempt(state -> (int) OPENPT.invokeExact(state, flags)));
    }

    static void grantpt(int fd) throws IOException {
        descriptor("grantpt", attempt(state -> (int) GRANTPT.invokeExact(state, fd)));
    }

    static void unlockpt(int fd) throws IOException {
        descriptor("unlockpt", attempt(state -> (int) UNLOCKPT.invokeExact(state, fd)));
    }

    /** Path of the other end. */
    static String ptsname(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(64);
            Outcome outcome = attempt(state -> (int) PTSNAME.invokeExact(state, fd, name, name.byteSize()));
            if (outcome.value() != 0) {
                throw new IOException("ptsname_r failed: error " + outcome.value());
            }
            return name.getString(0);
        }
    }

    static int open(String path, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return descriptor("open " + path, attempt(state -> (int) OPEN.invokeExact(state, name, flags)));
        }
    }

    /** Nothing is left to do where this fails. */
    static void close(int fd) {
        attempt(state -> (int) CLOSE.invokeExact(state, fd));
    }

    static Outcome read(int fd, MemorySegment into) {
        return attempt(state -> (long) READ.invokeExact(state, fd, into, into.byteSize()));
    }

    static Outcome write(int fd, MemorySegment from) {
        return attempt(state -> (long) WRITE.invokeExact(state, fd, from, from.byteSize()));
    }

    /** Waits without end until one of these can be read, is hung up or closed. */
    static Outcome poll(MemorySegment descriptors, long count) {
        return attempt(state -> (int) POLL.invokeExact(state, descriptors, count, -1));
    }

    /** Something to poll that another thread can wake. */
    static int eventfd(int flags) throws IOException {
        return descriptor("eventfd", attempt(state -> (int) EVENTFD.invokeExact(state, 0, flags)));
    }

    /** No echo, no lines, no signals: bytes as they are. */
    static void makeRaw(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            // struct termios has 60 bytes on both platforms
            MemorySegment termios = arena.allocate(128, 8);
            descriptor("tcgetattr", attempt(state -> (int) TCGETATTR.invokeExact(state, fd, termios)));
            attempt(state -> {
                CFMAKERAW.invokeExact(state, termios);
                return 0;
            });
            descriptor("tcsetattr", attempt(state -> (int) TCSETATTR.invokeExact(state, fd, 0, termios)));
        }
    }

    private static int descriptor(String what, Outcome outcome) throws IOException {
        if (outcome.failed()) {
            throw new IOException(what + " failed: error " + outcome.errno());
        }
        return (int) outcome.value();
    }

    @FunctionalInterface
    private interface Attempt {
        long with(MemorySegment state) throws Throwable;
    }

    private static Outcome attempt(Attempt attempt) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long value = attempt.with(state);
            return new Outcome(value, (int) ERRNO.get(state, 0L));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library threw", e);
        }
    }

    private static MethodHandle call(String name, FunctionDescriptor shape) {
        return linked(name, shape, Linker.Option.captureCallState("errno"));
    }

    /** For a function whose arguments vary from this one on. */
    private static MethodHandle call(String name, FunctionDescriptor shape, int variadicFrom) {
        return linked(
                name, shape, Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(variadicFrom));
    }

    // each of these is a published function of the C library, called as POSIX declares it
    @SuppressWarnings("restricted")
    private static MethodHandle linked(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }

    /** {@code struct pollfd}: descriptor, events asked for, events seen. */
    static final StructLayout POLLFD = MemoryLayout.structLayout(
            JAVA_INT.withName("fd"),
            ValueLayout.JAVA_SHORT.withName("events"),
            ValueLayout.JAVA_SHORT.withName("revents"));
}
