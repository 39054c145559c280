package org.steadyflow.telemetry.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.telemetry.message.Event;

/** Small journals for tests. */
public final class SampleJournal {
    public static final String PUMP = "pump-1";
    public static final JournalLimits SMALL = new JournalLimits(2048, 1_000_000, Duration.ZERO);
    public static final long START_MS = 1_700_000_000_123L;

    private SampleJournal() {}

    /** Appends {@code count} lines, each committed. */
    public static void grow(Storage storage, JournalLimits limits, int count) throws IOException {
        try (JournalWriter writer = JournalWriter.open(storage, PUMP, limits)) {
            for (int i = 0; i < count; i++) {
                appendOne(writer);
                writer.commit();
            }
        }
    }

    public static long appendOne(JournalWriter writer) throws IOException {
        return appendOne(writer, START_MS);
    }

    public static long appendOne(JournalWriter writer, long wallMs) throws IOException {
        Event event = new Event.LedgerFold(3, 100, 120, 140, 1_953, 2_344);
        return writer.append(7, 60_000, wallMs, event).seq();
    }

    public static List<JournalItem> readAll(Storage storage, long fromSeq) throws IOException {
        try (JournalReader reader = JournalReader.from(storage, fromSeq)) {
            return reader.read(1_000_000);
        }
    }

    public static List<JournalLine> linesOf(List<JournalItem> items) {
        List<JournalLine> lines = new ArrayList<>();
        for (JournalItem item : items) {
            if (item instanceof JournalLine line) {
                lines.add(line);
            }
        }
        return lines;
    }

    public static List<String> texts(Storage storage) throws IOException {
        return linesOf(readAll(storage, 1)).stream().map(JournalLine::text).toList();
    }

    public static List<Damage> damagesOf(List<JournalItem> items) {
        List<Damage> damages = new ArrayList<>();
        for (JournalItem item : items) {
            if (item instanceof Damage damage) {
                damages.add(damage);
            }
        }
        return damages;
    }
}
