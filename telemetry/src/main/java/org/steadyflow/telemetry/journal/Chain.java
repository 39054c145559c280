package org.steadyflow.telemetry.journal;

import java.util.List;
import java.util.Optional;

/**
 * Judges lines in the order in which they stand: does each follow from the one before? Where something bad lay between,
 * says which lines are unknown.
 */
final class Chain {
    private record Suspicion(String segment, long position, String what) {}

    private static final long NOTHING_KNOWN = -1;

    private long lastSeq;
    private Optional<String> lastHash;
    private Optional<Suspicion> suspicion = Optional.empty();

    private Chain(long lastSeq, Optional<String> lastHash) {
        this.lastSeq = lastSeq;
        this.lastHash = lastHash;
    }

    /** A chain that begins with line 1. */
    static Chain fromGenesis() {
        return new Chain(0, Optional.of(LineCodec.GENESIS));
    }

    /** A chain that begins anywhere: its first line is believed. */
    static Chain fromAnywhere() {
        return new Chain(NOTHING_KNOWN, Optional.empty());
    }

    /** A chain whose next line must be {@code seq}; what hash it builds on is not known. */
    static Chain from(long seq) {
        return new Chain(seq - 1, Optional.empty());
    }

    /** Something that is no line; the next line tells what it cost. The first of several counts. */
    void bad(String segment, long position, String what) {
        suspicion = suspicion.or(() -> Optional.of(new Suspicion(segment, position, what)));
    }

    /** The line, with a damage in front of it where one must be told; a damage alone where the line is a stray. */
    List<JournalItem> accept(JournalLine line) {
        if (lastSeq != NOTHING_KNOWN && line.seq() <= lastSeq) {
            return List.of(damageAt(line, 0, "line " + line.seq() + " stands after line " + lastSeq));
        }
        Optional<Damage> damage = judge(line);
        suspicion = Optional.empty();
        lastSeq = line.seq();
        lastHash = Optional.of(line.hash());
        return damage.<List<JournalItem>>map(d -> List.of(d, line)).orElseGet(() -> List.of(line));
    }

    private Optional<Damage> judge(JournalLine line) {
        long unknown = lastSeq == NOTHING_KNOWN ? 0 : line.seq() - lastSeq - 1;
        if (suspicion.isPresent()) {
            Suspicion s = suspicion.orElseThrow();
            return Optional.of(new Damage(s.segment(), s.position(), line.seq() - unknown, unknown, s.what()));
        }
        if (unknown > 0) {
            return Optional.of(
                    new Damage(line.segment(), line.position(), lastSeq + 1, unknown, "lines are missing here"));
        }
        boolean follows =
                lastHash.isEmpty() || lastHash.orElseThrow().equals(line.frame().prev());
        return follows
                ? Optional.empty()
                : Optional.of(damageAt(line, 0, "the line does not follow from the one before"));
    }

    private static Damage damageAt(JournalLine line, long unknown, String what) {
        return new Damage(line.segment(), line.position(), line.seq(), unknown, what);
    }
}
