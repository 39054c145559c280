package org.steadyflow.simulator.world;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant. */
final class Spelling {
    private Spelling() {}

    /** A sentence that goes on after "unknown ...; ". */
    static String advice(String written, Collection<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(one -> distance(written, one)))
                .orElse("nothing");
        boolean isNear = distance(written, nearest) <= Math.max(2, nearest.length() / 3);
        return isNear ? "did you mean " + nearest + "?" : "there is " + String.join(", ", known);
    }

    /** Letters to change, leave out or put in (Levenshtein). */
    static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] next = new int[other.length() + 1];
            next[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int changed = last[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                next[column] = Math.min(changed, 1 + Math.min(last[column], next[column - 1]));
            }
            last = next;
        }
        return last[other.length()];
    }
}
