package org.steadyflow.telemetry.order;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.steadyflow.telemetry.order.Finding.Kind;

/** What one reading has found so far, in the order of finding and each thing once. Of one reading, one thread. */
final class Findings {
    /** More would not be read; the last line then says that there are more. */
    static final int LIMIT = 200;

    private final Set<Finding> found = new LinkedHashSet<>();

    void missing(String path, String sentence) {
        add(new Finding(Kind.MISSING, path, sentence));
    }

    void notExpressed(String path, String sentence) {
        add(new Finding(Kind.NOT_EXPRESSED, path, sentence));
    }

    void confirm(String path, String sentence) {
        add(new Finding(Kind.CONFIRM, path, sentence));
    }

    void note(String path, String sentence) {
        add(new Finding(Kind.NOTE, path, sentence));
    }

    private void add(Finding finding) {
        if (found.size() < LIMIT) {
            found.add(finding);
        } else {
            found.add(
                    new Finding(Kind.NOT_EXPRESSED, "", "there is more than " + LIMIT + " things to say; not all are"));
        }
    }

    List<Finding> all() {
        return List.copyOf(new ArrayList<>(found));
    }
}
