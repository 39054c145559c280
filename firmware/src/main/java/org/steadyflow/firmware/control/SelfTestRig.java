package org.steadyflow.firmware.control;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.steadyflow.hal.device.Feedback;

/**
 * By what a pump on a board tests itself.
 *
 * @param program folder in which a package laid the program; empty where none did
 * @param files what says what the pump is, each with its name for people; the kept pharmacist's key comes to them
 * @param boot names the computer's start; the monotonic clock counts from there
 */
public record SelfTestRig(Feedback feedback, Pace pace, Optional<Path> program, Map<String, Path> files, String boot) {
    public SelfTestRig {
        files = Map.copyOf(files);
    }

    /** The kernel's name of this start of the computer. */
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Of a pump that runs on this computer, from the package that this class came from. */
    public static SelfTestRig ofThisComputer(Feedback feedback, Path boardFile) throws IOException {
        return new SelfTestRig(
                feedback, paceOfThisComputer(), installed(), Map.of("the board file", boardFile), bootId());
    }

    private static Pace paceOfThisComputer() {
        return new Pace() {
            @Override
            public long nowNs() {
                return System.nanoTime();
            }

            @Override
            public void awaitNs(long monotonicNs) {
                for (long leftNs = monotonicNs - nowNs(); leftNs > 0; leftNs = monotonicNs - nowNs()) {
                    LockSupport.parkNanos(leftNs);
                }
            }
        };
    }

    /** A package lays its jars into a folder inside its own; empty where the program runs from no jar. */
    private static Optional<Path> installed() {
        String first = System.getProperty("java.class.path", "").split(File.pathSeparator, -1)[0];
        return Optional.of(first)
                .filter(jar -> jar.endsWith(".jar"))
                .map(jar -> Path.of(jar).toAbsolutePath().resolveSibling("..").normalize());
    }

    /** Where the kernel has no name for it, no full test holds for a restart. */
    private static String bootId() throws IOException {
        return Files.exists(BOOT_ID)
                ? Files.readString(BOOT_ID).strip()
                : UUID.randomUUID().toString();
    }

    /** The time that the board lives in. The tick's thread. */
    public interface Pace {
        /** Monotonic nanoseconds, the same as those of a sample. */
        long nowNs();

        /** Returns at this time, or at once where it is past. */
        void awaitNs(long monotonicNs);
    }
}
