package org.steadyflow.telemetry.pharmacy;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/** A pump's journal in memory: real lines, really chained. */
final class TestJournal {
    static final long BEGUN_WALL_MS = 1_772_438_400_000L;

    private final String pump;
    private final List<String> lines = new ArrayList<>();
    private String prev = LineCodec.GENESIS;
    private long wallMs = BEGUN_WALL_MS;

    TestJournal(String pump) {
        this.pump = pump;
    }

    String pump() {
        return pump;
    }

    /** Number of the line. */
    long add(Event event) {
        return addAt(wallMs + 1_000, event);
    }

    long addAt(long atWallMs, Event event) {
        wallMs = atWallMs;
        long seq = lines.size() + 1L;
        String line =
                LineCodec.encode(new Entry(Entry.SCHEMA, pump, seq, 1, wallMs - BEGUN_WALL_MS, wallMs, event), prev);
        lines.add(line);
        prev = LineCodec.hash(line);
        return seq;
    }

    String line(long seq) {
        return lines.get((int) seq - 1);
    }

    /** Both included. */
    List<String> lines(long first, long last) {
        return List.copyOf(lines.subList((int) first - 1, (int) last));
    }

    long size() {
        return lines.size();
    }
}
