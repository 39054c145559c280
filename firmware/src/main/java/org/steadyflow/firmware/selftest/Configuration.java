package org.steadyflow.firmware.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Seen now = look();
        try {
            Optional<String> before = kept.read(KEPT, MOST_BYTES);
            if (before.isPresent()) {
                return afterwards(compare(before.get(), now), before.get(), now);
            }
            if (!now.unread().isEmpty()) {
                return unread(now.unread());
            }
            kept.write(KEPT, now.text());
            return Finding.passed("kept from this start on");
        } catch (IOException e) {
            return Finding.unread("it cannot be read or kept: " + e.getMessage());
        }
    }

    private Finding afterwards(Finding finding, String before, Seen now) throws IOException {
        if (finding.verdict() == Finding.Verdict.PASSED) {
            keepIfNew(before, now.text());
            return finding;
        }
        return isAccepted(now) ? accept(now) : finding;
    }

    /** While running: only looks. */
    Finding check() {
        try {
            Optional<String> before = kept.read(KEPT, MOST_BYTES);
            return before.isPresent()
                    ? compare(before.get(), look())
                    : Finding.unread("what was accepted is not there any more");
        } catch (IOException e) {
            return Finding.unread("what was accepted cannot be read: " + e.getMessage());
        }
    }

    /**
     * The files as they are now.
     *
     * @param text a line for each, with its digest
     * @param gone names of those that are not there
     * @param unread names of those that are there and cannot be read
     */
    private record Seen(String text, List<String> gone, List<String> unread) {}

    private Seen look() {
        StringBuilder text = new StringBuilder();
        List<String> gone = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            String digest = NONE;
            try {
                digest = Digests.of(file.getValue());
            } catch (NoSuchFileException _) {
                gone.add(file.getKey());
            } catch (IOException _) {
                unread.add(file.getKey());
            }
            text.append(digest).append(GAP).append(file.getKey()).append('\n');
        }
        return new Seen(text.toString(), gone, unread);
    }

    /** Only bytes that were read and differ are a failure by themselves. */
    private Finding compare(String before, Seen now) {
        List<String> differing = changed(before, now.text());
        List<String> gone = differing.stream().filter(now.gone()::contains).toList();
        List<String> changed = differing.stream()
                .filter(name -> !gone.contains(name) && !now.unread().contains(name))
                .toList();
        if (!changed.isEmpty()) {
            return Finding.failed("changed since it was accepted: " + String.join(", ", changed) + acceptance(now));
        }
        if (!now.unread().isEmpty()) {
            return unread(now.unread());
        }
        return gone.isEmpty()
                ? Finding.passed("as it was accepted")
                : Finding.unread("not there any more: " + String.join(", ", gone) + acceptance(now));
    }

    private static Finding unread(List<String> names) {
        return Finding.unread(String.join(", ", names) + " cannot be read");
    }

    /** What cannot be read cannot be accepted, and neither can anything that is unread. */
    private boolean isAccepted(Seen now) {
        try {
            return now.unread().isEmpty()
                    && kept.read(ACCEPT, MOST_BYTES)
                            .filter(words -> words.strip().equals(code(now.text())))
                            .isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    private Finding accept(Seen now) throws IOException {
        kept.write(KEPT, now.text());
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
                .map(line -> line.contains(GAP) ? line.substring(line.indexOf(GAP) + GAP.length()) : KEPT)
                .toList();
    }

    private String acceptance(Seen now) {
        return "; whoever changed it writes " + code(now.text()) + " into " + kept.pathOf(ACCEPT)
                + " and starts the pump again";
    }

    private static String code(String digests) {
        return Digests.of(digests).substring(0, SHORT);
    }
}
