package org.steadyflow.hal.pi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a device of Linux cannot be used. */
final class DeviceFiles {
    private DeviceFiles() {}

    /**
     * Makes sure that a device is there and may be used.
     *
     * @param missing what to do where it is not there
     * @param group whose members may use it
     */
    static void require(Path device, String missing, String group) throws IOException {
        boolean isThere = Files.exists(device);
        boolean isAllowed = Files.isReadable(device) && Files.isWritable(device);
        Optional<String> problem = problem(device, isThere, isAllowed, missing, group);
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
    }

    /** What keeps a device from being used; empty where nothing does. */
    static Optional<String> problem(Path device, boolean isThere, boolean isAllowed, String missing, String group) {
        if (!isThere) {
            return Optional.of(device + " is not there: " + missing);
        }
        return isAllowed
                ? Optional.empty()
                : Optional.of(device + " may not be used by " + System.getProperty("user.name")
                        + ": put that user into the group " + group);
    }

    /** The innermost message of a library's exception. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        @Nullable Throwable cause = failure.getCause();
        while (cause != null && cause != innermost) {
            innermost = cause;
            cause = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
