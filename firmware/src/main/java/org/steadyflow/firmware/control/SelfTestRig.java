package org.steadyflow.firmware.control;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    /** The time that the board lives in. The tick's thread. */
    public interface Pace {
        /** Monotonic nanoseconds, the same as those of a sample. */
        long nowNs();

        /** Returns at this time, or at once where it is past. */
        void awaitNs(long monotonicNs);
    }
}
