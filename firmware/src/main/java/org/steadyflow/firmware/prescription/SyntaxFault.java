package org.steadyflow.firmware.prescription;

import org.steadyflow.firmware.text.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * The sentence for a file that is not JSON. The parser says where it gave up; what a person most likely did there is
 * read off the characters around the place, for the slips that people make when they write JSON by hand.
 */
final class SyntaxFault {
    private static final char END = '\0';

    private SyntaxFault() {}

    static String sentence(FileKind kind, String text, JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        long offset = location == null ? -1 : location.getCharOffset();
        if (offset < 0) {
            return "The file is not JSON; write " + kind.one() + " as one JSON object, from { to }.";
        }
        int at = (int) Math.min(offset, text.length());
        return place(location) + slip(kind, text, at) + ".";
    }

    /** {@code Line 3, column 7: }. */
    static String place(TokenStreamLocation location) {
        return "Line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    /** The sentence for a file that goes on after its object is closed. */
    static String more(FileKind kind, TokenStreamLocation location) {
        return place(location) + "there is more after the end of the " + kind.noun()
                + "; a file holds one JSON object, so" + " remove what follows it.";
    }

    private static String slip(FileKind kind, String text, int at) {
        if (text.substring(at).isBlank()) {
            return "the file ends too early; close every quote, { and [, and check that the whole file was saved";
        }
        boolean isComment = text.charAt(at) == '/' || text.charAt(at) == '#';
        if (text.substring(0, at).isBlank() && !isComment) {
            return "the file does not begin with {; check that it is " + kind.one();
        }
        String word = wordAround(text, at);
        boolean isValue = word.matches("true|false|null|-?(0|[1-9][0-9]*)([.][0-9]+)?");
        boolean isWithinText = isBreak(text.charAt(at)) && !word.matches("[-+.][0-9]*|[0-9]+[.]");
        if (!word.isEmpty() && !isValue && !isWithinText) {
            return wordSlip(text, at, word);
        }
        return signSlip(text, at);
    }

    /** Between values the parser skips these, so it stumbles over one only within a text or right after a number. */
    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\t';
    }

    private static String signSlip(String text, int at) {
        return switch (text.charAt(at)) {
            case '/', '#' -> "JSON has no comments; remove this one, or put its words into the field \"note\"";
            case '\'', '\u2018', '\u2019', '\u201c', '\u201d' ->
                "this is not the quote JSON knows; write straight double quotes, \"like this\"";
            case '\n', '\r', '\t' ->
                "a text goes on past its line, or holds a tab; close it with a double quote on its own line";
            case '=' -> "this is not how JSON gives a value; write a colon between the field and its value";
            case ';' -> "this is not how JSON parts its fields; write a comma";
            case '}', ']' -> closing(text.charAt(at), before(text, at));
            case ',' -> "this comma has no field before it; remove it, or write the value that is missing";
            default ->
                "a comma, a colon or a quote is missing before this; write each field as \"name\": value, with a"
                        + " comma between two";
        };
    }

    private static String closing(char here, char before) {
        return switch (before) {
            case ',' -> "there is a comma after the last field; remove it";
            case ':' -> "the value is missing after the colon; write it";
            default ->
                "this " + here + " closes nothing that is open here; write each { with its } and each [ with its ]";
        };
    }

    private static String wordSlip(String text, int at, String word) {
        if (text.charAt(at) != '"' && at > 0 && text.charAt(at - 1) == '\\') {
            return "a backslash in a text stands only before \" \\ / b f n r t or u; write two of them for one";
        }
        char before = before(text, text.lastIndexOf(word, at));
        if (before == '{' || before == ',') {
            return "the name of a field needs quotes; write " + Words.quote(word) + " with double quotes around it";
        }
        if (word.matches("(?i)true|false|null")) {
            return Words.quote(word) + " must be in small letters";
        }
        if (Character.isDigit(before)) {
            return "a quantity with its unit needs double quotes; write it like \"120 mL/h\"";
        }
        return Words.quote(word) + " is no JSON value; write a quantity in double quotes, such as \"120 mL/h\"";
    }

    /** The last character before {@code at} that is not blank. */
    private static char before(String text, int at) {
        String rest = text.substring(0, at).stripTrailing();
        return rest.isEmpty() ? END : rest.charAt(rest.length() - 1);
    }

    private static String wordAround(String text, int at) {
        int from = at;
        while (from > 0 && isOfWord(text.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < text.length() && isOfWord(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || "+-._".indexOf(c) >= 0;
    }
}
