package org.steadyflow.firmware.library;

import java.util.List;
import org.steadyflow.firmware.text.Words;

/** Whether a drug may follow what is still in the line. Pure; any thread. */
public final class LineCheck {
    private LineCheck() {}

    /**
     * One hard finding for each thing in the line that the drug must not meet, whichever of the two entries says so.
     *
     * @param next name of the drug that is to run
     */
    public static List<Finding> check(DrugLibrary library, String next, LineHistory line) {
        return line.names().stream()
                .filter(before -> !DrugNames.areSame(before, next))
                .filter(before ->
                        namesAsIncompatible(library, next, before) || namesAsIncompatible(library, before, next))
                .map(before -> new Finding(
                        Severity.HARD,
                        "drug.name",
                        next,
                        before,
                        "drug.name: " + Words.quote(next) + " must not meet " + Words.quote(before)
                                + ", which is still in this line; flush the line first."))
                .toList();
    }

    private static boolean namesAsIncompatible(DrugLibrary library, String drug, String other) {
        return library.entriesFor(drug).stream()
                .flatMap(entry -> entry.solution().incompatible().stream())
                .anyMatch(never -> DrugNames.isKindOf(other, never));
    }
}
