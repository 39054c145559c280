package org.steadyflow.firmware.prescription;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far in one file. Of one reading, one thread. */
public final class Findings {
    private final List<Problem> found = new ArrayList<>();
    private int beyond;

    /** Notes that {@code field} {@code saysWhat}, which goes on from the field's name; a full stop is added. */
    public void add(String field, String saysWhat) {
        if (isFull()) {
            beyond++;
        } else {
            found.add(new Problem(field, field + saysWhat + (saysWhat.endsWith("?") ? "" : ".")));
        }
    }

    /** Whether further problems are only counted. */
    public boolean isFull() {
        return found.size() == FileLimits.PROBLEMS - 1;
    }

    /** How many were found, those that are only counted included. */
    public int size() {
        return found.size() + beyond;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(found);
        if (beyond > 0) {
            all.add(new Problem("", "The file has more problems, " + beyond + " in all; put these right first."));
        }
        return List.copyOf(all);
    }
}
