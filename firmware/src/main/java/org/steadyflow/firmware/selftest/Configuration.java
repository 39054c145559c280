package org.steadyflow.firmware.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that say what the pump is, against their digests at the last start that accepted them. A person accepts a
 * change by writing a file with the words that the failed test names; it is used up. Any thread.
 */
public final class Configuration {
    /** Where the digests are kept. */
    static final String KEPT = "configuration.sha256";
    /** What a person writes to accept a change. */
    static final String ACCEPT = "accept-configuration";

    /** Enough of a digest to have read it. */
    private static final int SHORT = 12;

    private static final int MOST_BYTES = 4_096;
    private static final String NONE = "none";
    private static final String GAP = "  ";

    private final Map<String, Path> files;
    private final Kept kept;

    /** @param files each with its name for people */
    public Configuration(Map<String, Path> files, Kept kept) {
        this.files = new TreeMap<>(files);
        this.kept = kept;
    }

    /** A place for small texts that survives. */
    public interface Kept {
        Optional<String> read(String name, int limitBytes) throws IOException;

        void write(String name, String text) throws IOException;

        /** Where a person finds it. */
        Path pathOf(String name);
    }

    /** At a start: the first one keeps the digests, and an accepted change replaces them. */
    Finding checkAtStart() {
        try {
            String now = digests();
            Optional<String> before = kept.read(KEPT, MOST_BYTES);
            if (before.isEmpty()) {
                kept.write(KEPT, now);
                return Finding.passed("kept from this start on");
            }
            List<String> changed = changed(before.get(), now);
            if (changed.isEmpty()) {
                keepIfNew(before.get(), now);
                return Finding.passed("as it was accepted");
            }
            return isAccepted(now) ? accept(now) : refused(changed, now);
        } catch (IOException e) {
            return Finding.failed("it cannot be read or kept: " + e.getMessage());
        }
    }

    /** While running: only looks. */
    Finding check() {
        try {
            String now = digests();
            List<String> changed = changed(kept.read(KEPT, MOST_BYTES).orElse(""), now);
            return changed.isEmpty() ? Finding.passed("as it was accepted") : refused(changed, now);
        } catch (IOException e) {
            return Finding.failed("it cannot be read: " + e.getMessage());
        }
    }

    private String digests() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            String digest = Files.exists(file.getValue()) ? Digests.of(file.getValue()) : NONE;
            text.append(digest).append(GAP).append(file.getKey()).append('\n');
        }
        return text.toString();
    }

    private boolean isAccepted(String now) throws IOException {
        return kept.read(ACCEPT, MOST_BYTES)
                .filter(words -> words.strip().equals(code(now)))
                .isPresent();
    }

    private Finding accept(String now) throws IOException {
        kept.write(KEPT, now);
        Files.deleteIfExists(kept.pathOf(ACCEPT));
        return Finding.passed("changed, and accepted by a person");
    }

    /** A file that was not there before is no change of one that was. */
    private void keepIfNew(String before, String now) throws IOException {
        if (!before.equals(now)) {
            kept.write(KEPT, now);
        }
    }

    private static List<String> changed(String before, String now) {
        List<String> is = Arrays.asList(now.split("\n"));
        return Arrays.stream(before.split("\n"))
                .filter(line -> !line.startsWith(NONE) && !is.contains(line))
                .map(line -> line.substring(line.indexOf(GAP) + GAP.length()))
                .toList();
    }

    private Finding refused(List<String> changed, String now) {
        return Finding.failed("changed since it was accepted: " + String.join(", ", changed)
                + "; whoever changed it writes " + code(now) + " into " + kept.pathOf(ACCEPT)
                + " and starts the pump again");
    }

    private static String code(String digests) {
        return Digests.of(digests).substring(0, SHORT);
    }
}
