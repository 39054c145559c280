package org.steadyflow.telemetry.journal;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The names of a journal's segments: numbered from 1 without gaps, so that a missing one is seen. */
final class SegmentName {
    private static final Pattern NAME = Pattern.compile("journal-\\d{8}\\.jsonl");
    private static final int PREFIX_CHARS = "journal-".length();

    private SegmentName() {}

    static String of(int number) {
        return String.format("journal-%08d.jsonl", number);
    }

    /** The numbers of the segments there are, ascending. */
    static List<Integer> numbersIn(Storage storage) throws IOException {
        return storage.names().stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> Integer.parseInt(name.substring(PREFIX_CHARS, PREFIX_CHARS + 8)))
                .sorted()
                .toList();
    }
}
