package org.steadyflow.firmware.realtime;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How this room calls C: handles that keep {@code errno}, and what came of a call as one number. */
final class Libc {
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EINVAL = 22;

    /** To be allocated for each call that keeps errno. */
    static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();

    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private Libc() {}

    /** Whether this machine is one whose numbers and layouts this room knows. */
    static boolean isKnown() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return System.getProperty("os.name", "").equals("Linux")
                && (machine.equals("amd64") || machine.equals("aarch64"));
    }

    /** A function of C that returns an int and keeps no errno. */
    @SuppressWarnings("restricted") // calling C is what this room is for
    static MethodHandle plain(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /** A function of C whose errno is kept in its first argument, a {@link #CALL_STATE}. */
    static MethodHandle keepingErrno(String name, MemoryLayout returned, List<MemoryLayout> arguments) {
        return keepingErrno(name, returned, arguments, List.of());
    }

    /** The same with further options of the linker. */
    @SuppressWarnings("restricted") // calling C is what this room is for
    static MethodHandle keepingErrno(
            String name, MemoryLayout returned, List<MemoryLayout> arguments, List<Linker.Option> further) {
        List<Linker.Option> options = new ArrayList<>(further);
        options.add(Linker.Option.captureCallState("errno"));
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(returned, arguments.toArray(MemoryLayout[]::new)),
                options.toArray(Linker.Option[]::new));
    }

    /** What a call returned, or its errno made negative where it failed. */
    static int outcome(long returned, MemorySegment state) {
        return returned == -1 ? -(int) ERRNO.get(state, 0L) : (int) returned;
    }

    /** An error number in words; {@code outcome} is negative. */
    static String words(int outcome) {
        return switch (-outcome) {
            case EPERM -> "not permitted";
            case ENOMEM -> "more memory than may be locked";
            case EINVAL -> "the kernel knows no such value";
            default -> "error " + -outcome;
        };
    }

    /** A handle that throws anything at all was made wrongly: a broken invariant of ours. */
    static AssertionError broken(Throwable cause) {
        return new AssertionError("a call of C was described wrongly", cause);
    }
}
