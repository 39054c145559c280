package org.steadyflow.telemetry.order;

import java.util.stream.Collectors;

/**
 * Text of a FHIR file as it is safe to show. Whatever it says is data: nothing in it reaches a terminal as a command.
 */
final class Words {
    /** Most characters of a quotation. */
    static final int LIMIT_CHARS = 160;

    private Words() {}

    /** In quotation marks, one line, without control, format or direction characters, cut at the limit. */
    static String quote(String text) {
        return "\"" + plain(text, LIMIT_CHARS) + "\"";
    }

    /** Printable characters only, blanks folded, at most so many characters. */
    static String plain(String text, int limit) {
        String printable = text.codePoints()
                .mapToObj(point -> isPrintable(point) ? Character.toString(point) : " ")
                .collect(Collectors.joining())
                .strip()
                .replaceAll("\\s+", " ");
        if (printable.codePointCount(0, printable.length()) <= limit) {
            return printable;
        }
        return printable.substring(0, printable.offsetByCodePoints(0, limit - 1)) + "…";
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true; // letters, marks, digits, punctuation, symbols, blanks
        };
    }
}
