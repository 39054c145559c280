package org.steadyflow.firmware.selftest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private static final String NOT_A_LIST = " is no list of the program's files";
    /** What a program says that was not installed from a package. */
    static final Finding NO_LIST =
            Finding.notTried("this program was not installed from a package: there is no list of its files");

    private ProgramFiles() {}

    /** @param folder where the program lies; empty where it was not installed from a package */
    static Finding check(Optional<Path> folder) {
        if (folder.isEmpty()) {
            return NO_LIST;
        }
        Path list = folder.get().resolve(LIST);
        try {
            return against(list);
        } catch (NoSuchFileException _) {
            return NO_LIST;
        } catch (CharacterCodingException _) {
            return Finding.failed(list + NOT_A_LIST);
        } catch (IOException _) {
            return Finding.unread(list + " cannot be read");
        }
    }

    private static Finding against(Path list) throws IOException {
        List<String> lines = Files.readAllLines(list);
        List<String> wrong = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        if (lines.isEmpty() || lines.size() > MOST_FILES) {
            return Finding.failed(list + NOT_A_LIST);
        }
        for (String line : lines) {
            if (line.length() < DIGEST_LENGTH + 3) {
                return Finding.failed(list + NOT_A_LIST);
            }
            String name = line.substring(DIGEST_LENGTH + 2);
            try {
                String digest = Digests.of(list.resolveSibling(name));
                if (!digest.equals(line.substring(0, DIGEST_LENGTH))) {
                    wrong.add(name);
                }
            } catch (IOException _) {
                unread.add(name);
            }
        }
        if (!wrong.isEmpty()) {
            return Finding.failed(String.join(", ", wrong) + " is not as it was installed");
        }
        return unread.isEmpty()
                ? Finding.passed(lines.size() + " files are as they were installed")
                : Finding.unread(String.join(", ", unread) + " cannot be read");
    }
}
