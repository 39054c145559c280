package org.steadyflow.telemetry.pharmacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Line numbers {@code first} to {@code last}, both included, at least one. */
record SeqRange(long first, long last) {
    SeqRange {
        if (first > last) {
            throw new IllegalArgumentException("no line from " + first + " to " + last);
        }
    }

    /** What both have. */
    Optional<SeqRange> and(SeqRange other) {
        long from = Math.max(first, other.first);
        long to = Math.min(last, other.last);
        return from > to ? Optional.empty() : Optional.of(new SeqRange(from, to));
    }

    /** What this has and {@code other} has not: none, one or two ranges, in order. */
    List<SeqRange> without(SeqRange other) {
        if (and(other).isEmpty()) {
            return List.of(this);
        }
        List<SeqRange> rest = new ArrayList<>(2);
        if (first < other.first) {
            rest.add(new SeqRange(first, other.first - 1));
        }
        if (last > other.last) {
            rest.add(new SeqRange(other.last + 1, last));
        }
        return rest;
    }

    long size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? "line " + first : "lines " + first + " to " + last;
    }
}
