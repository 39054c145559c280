package org.steadyflow.firmware.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Wording that the sentences of all readers share. Pure; any thread. */
public final class Words {
    /** Longest piece of a file that a sentence repeats, in characters. */
    public static final int QUOTE_LIMIT = 48;

    private Words() {}

    /** The text in double quotes, shortened, with what cannot be shown written as its code. */
    public static String quote(String text) {
        StringBuilder shown = new StringBuilder("\"");
        int[] points = text.codePoints().limit(QUOTE_LIMIT).toArray();
        for (int point : points) {
            if (isShown(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("<").append(codeOf(point)).append('>');
            }
        }
        boolean isWhole = text.codePointCount(0, text.length()) <= QUOTE_LIMIT;
        return shown.append(isWhole ? "\"" : "...\"").toString();
    }

    /** Whether a person can see the character for what it is: no control, invisible, reordering or broken one. */
    public static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> point == ' ' || !Character.isSpaceChar(point);
        };
    }

    /** {@code U+202E}. */
    public static String codeOf(int point) {
        return "U+" + "0".repeat(Math.max(0, 4 - Integer.toHexString(point).length()))
                + Integer.toHexString(point).toUpperCase(Locale.ROOT);
    }

    /** {@code a, b or c}. */
    public static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The word that was most likely meant, if one is near enough: one slip in three letters. */
    public static Optional<String> nearest(String written, Collection<String> words) {
        if (written.length() > QUOTE_LIMIT) {
            return Optional.empty();
        }
        String wanted = letters(written);
        return words.stream()
                .filter(word -> slips(wanted, letters(word)) <= word.length() / 3)
                .min(Comparator.comparingInt(word -> slips(wanted, letters(word))));
    }

    /** Spelling without what people vary: case, hyphens, spaces, underscores. */
    private static String letters(String word) {
        return word.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    /** Fewest letters to put in, take out, change, or swap with the next, to get from one word to the other. */
    private static int slips(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean areSwapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return areSwapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
