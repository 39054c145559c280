package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.control.Sentences;

/** Opens the files that settings name, and collects a sentence for each that is not as it must be. Writes nothing. */
final class NamedFiles {
    /** How the names of the pump's own users and groups begin. */
    private static final String OURS = "steadyflow-";

    private final Given given;
    private final List<String> faults = new ArrayList<>();

    NamedFiles(Given given) {
        this.given = given;
    }

    /** Reads a file, and throws a sentence where it cannot be used. */
    interface Opening<T> {
        T open(Path file) throws IOException;
    }

    /** What the file of a setting holds; empty where there is none or it cannot be used, which is then a fault. */
    <T> Optional<T> open(String setting, Opening<T> opening) {
        Optional<Path> file = given.path(setting);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            T held = opening.open(file.get());
            if (!isOpenToThePump(file.get())) {
                add(setting, file.get() + " may not be read by the pump's own users: sudo chmod 0644 " + file.get());
            }
            return Optional.of(held);
        } catch (IOException e) {
            add(setting, Sentences.of(e));
            return Optional.empty();
        }
    }

    /** Another fault. */
    void add(String sentence) {
        faults.add(sentence + (sentence.endsWith(".") ? "" : "."));
    }

    private void add(String setting, String lines) {
        lines.lines().forEach(line -> add(setting + ": " + line));
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Whoever checks is mostly root, who may read everything. */
    private static boolean isOpenToThePump(Path file) throws IOException {
        PosixFileAttributes now = Files.readAttributes(file, PosixFileAttributes.class);
        Set<PosixFilePermission> allowed = now.permissions();
        boolean isOpenToOurGroup = allowed.contains(PosixFilePermission.GROUP_READ)
                && now.group().getName().startsWith(OURS);
        return allowed.contains(PosixFilePermission.OTHERS_READ)
                || isOpenToOurGroup
                || now.owner().getName().startsWith(OURS);
    }
}
