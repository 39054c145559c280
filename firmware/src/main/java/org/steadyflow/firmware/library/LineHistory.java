package org.steadyflow.firmware.library;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is still in the line: everything that ran in it since it was last flushed, and the flush itself.
 *
 * @param names of drugs and fluids, the latest last, each once
 */
public record LineHistory(List<String> names) {
    /** Most names that are kept; more make it no more dangerous, and the oldest has been washed out by the others. */
    public static final int NAMES_MOST = 16;

    /** Of a new set that nothing has run in. */
    public static final LineHistory EMPTY = new LineHistory(List.of());

    public LineHistory {
        names = List.copyOf(names);
    }

    /** After some of this has run. */
    public LineHistory ran(String name) {
        Set<String> all = new LinkedHashSet<>(names);
        all.remove(name);
        all.add(name);
        List<String> kept = new ArrayList<>(all);
        return new LineHistory(kept.subList(Math.max(0, kept.size() - NAMES_MOST), kept.size()));
    }

    /** After a flush: it alone is in the line now. */
    public LineHistory flushed(String fluid) {
        return new LineHistory(List.of(fluid));
    }
}
