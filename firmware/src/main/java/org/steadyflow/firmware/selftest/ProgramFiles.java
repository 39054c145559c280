package org.steadyflow.firmware.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program's files against the list that the package laid beside them, in the form of {@code sha256sum}. A list that
 * an attacker could change proves nothing against one; it is for a card that forgets. Any thread.
 */
public final class ProgramFiles {
    /** Name of the list. */
    public static final String LIST = "SHA256SUMS";

    private static final int DIGEST_LENGTH = 64;
    /** Far more files than the program has. */
    private static final int MOST_FILES = 1_000;

    private ProgramFiles() {}

    /** @param folder where the program lies; empty where it was not installed from a package */
    static Finding check(Optional<Path> folder) {
        Optional<Path> list = folder.map(there -> there.resolve(LIST)).filter(Files::exists);
        if (list.isEmpty()) {
            return Finding.notTried("this program was not installed from a package: there is no list of its files");
        }
        try {
            return against(list.get());
        } catch (IOException e) {
            return Finding.failed(list.get() + " cannot be read");
        }
    }

    private static Finding against(Path list) throws IOException {
        List<String> lines = Files.readAllLines(list);
        List<String> wrong = new ArrayList<>();
        if (lines.isEmpty() || lines.size() > MOST_FILES) {
            return Finding.failed(list + " is no list of the program's files");
        }
        for (String line : lines) {
            if (line.length() < DIGEST_LENGTH + 3) {
                return Finding.failed(list + " is no list of the program's files");
            }
            String name = line.substring(DIGEST_LENGTH + 2);
            if (!isAs(list.resolveSibling(name), line.substring(0, DIGEST_LENGTH))) {
                wrong.add(name);
            }
        }
        return Finding.of(
                wrong.isEmpty(),
                lines.size() + " files are as they were installed",
                String.join(", ", wrong) + " is not as it was installed");
    }

    private static boolean isAs(Path file, String digest) {
        try {
            return Digests.of(file).equals(digest);
        } catch (IOException _) {
            return false;
        }
    }
}
