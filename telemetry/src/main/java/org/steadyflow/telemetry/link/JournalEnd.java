package org.steadyflow.telemetry.link;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.steadyflow.telemetry.journal.JournalItem;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.LineFrame;
import org.steadyflow.telemetry.journal.Storage;

/** Knows the newest line of a journal, also while nothing can be sent. One thread. */
final class JournalEnd implements Closeable {
    private static final int LOOK_LINES = 500;

    private final JournalReader reader;
    private Optional<LineFrame> newest = Optional.empty();

    JournalEnd(Storage journal, long fromSeq) {
        this.reader = JournalReader.from(journal, fromSeq);
    }

    /** Reads what is new. */
    void look() throws IOException {
        List<JournalItem> items = reader.read(LOOK_LINES);
        while (!items.isEmpty()) {
            for (JournalItem item : items) {
                if (item instanceof JournalLine line) {
                    newest = Optional.of(line.frame());
                }
            }
            items = reader.read(LOOK_LINES);
        }
    }

    /** The newest line at the last look. */
    Optional<LineFrame> newest() {
        return newest;
    }

    long newestSeq() {
        return newest.map(LineFrame::seq).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
