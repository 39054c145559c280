package org.steadyflow.firmware.library;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** When two names mean one drug. Tall-man letters and spaces make no difference. */
final class DrugNames {
    private DrugNames() {}

    static boolean areSame(String one, String other) {
        return words(one).equals(words(other));
    }

    /** Whether {@code narrow} is {@code wide} or a kind of it: {@code dextrose 5 %} is {@code dextrose}. */
    static boolean isKindOf(String narrow, String wide) {
        return new HashSet<>(words(narrow)).containsAll(words(wide));
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z0-9.]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
