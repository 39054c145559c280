package org.steadyflow.hal.pi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a device of Linux cannot be used. */
final class DeviceFiles {
    private DeviceFiles() {}

    /**
     * Makes sure that a device is there and may be used.
     *
     * @param missing what to do where it is not there
     * @param group whose members may use it, where the device does not say so itself
     */
    static void require(Path device, String missing, String group) throws IOException {
        boolean isThere = Files.exists(device);
        boolean isAllowed = Files.isReadable(device) && Files.isWritable(device);
        Optional<String> problem =
                problem(device, isThere, isAllowed, missing, groupOf(device).orElse(group));
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

    /** A rule may have given it to another group than the distribution did. Root's own helps nobody. */
    private static Optional<String> groupOf(Path device) throws IOException {
        if (!Files.exists(device)) {
            return Optional.empty();
        }
        return Optional.of(Files.readAttributes(device, PosixFileAttributes.class)
                        .group()
                        .getName())
                .filter(name -> !name.equals("root"));
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
