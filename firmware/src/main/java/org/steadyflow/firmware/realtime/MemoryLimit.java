package org.steadyflow.firmware.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether this process may lock as much memory as it likes, by what the kernel tells of it. */
final class MemoryLimit {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LOCKED = "Max locked memory";
    private static final String CAPABILITIES = "CapEff:";
    private static final int CAP_IPC_LOCK = 14;
    private static final int HEX = 16;

    private MemoryLimit() {}

    static boolean isFree() {
        try {
            return isFree(Files.readAllLines(LIMITS), Files.readAllLines(STATUS));
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isFree(List<String> limits, List<String> status) {
        return line(limits, LOCKED).map(rest -> rest.startsWith("unlimited")).orElse(false)
                || line(status, CAPABILITIES).map(MemoryLimit::mayLock).orElse(false);
    }

    private static boolean mayLock(String capabilities) {
        return (Long.parseUnsignedLong(capabilities, HEX) >>> CAP_IPC_LOCK & 1) != 0;
    }

    private static Optional<String> line(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name)).findFirst().map(line -> line.substring(
                        name.length())
                .strip());
    }
}
