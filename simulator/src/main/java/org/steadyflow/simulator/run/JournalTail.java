package org.steadyflow.simulator.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.steadyflow.telemetry.journal.BadLineException;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;
import org.steadyflow.telemetry.message.Entry;

/**
 * Follows a journal on the simulated disk: hands out each line once, when it is whole. Reads the files by itself, not
 * with the reader that the pump and the pharmacy use. One thread.
 */
final class JournalTail {
    /** Longer than any line. */
    private static final int WINDOW_BYTES = LineCodec.LIMIT_LINE_BYTES + 1;

    private static final int USUAL_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private final Storage storage;
    /** The segment that is being read; empty before the first. */
    private String segment = "";

    private long position;
    private long lastSeq;

    JournalTail(Storage storage) {
        this.storage = storage;
    }

    /**
     * A power cut may have taken back lines that were never durable, and the next start writes over them: looks at the
     * segment again from its start. A line whose number was already handed out stays handed out.
     */
    void restart() {
        position = 0;
    }

    /** Every whole line that is new, in order. What is no line is passed over: the chain's check tells of it. */
    void read(Consumer<Entry> listener) throws IOException {
        for (String name : storage.names()) {
            int order = name.compareTo(segment);
            boolean isNext = order > 0 && hasLines(name);
            if (isNext) {
                segment = name;
                position = 0;
            }
            if (isNext || order == 0) {
                readSegment(name, listener);
            }
        }
    }

    private void readSegment(String name, Consumer<Entry> listener) throws IOException {
        try (StoredFile file = storage.open(name)) {
            byte[] line = lineAt(file);
            while (line.length > 0) {
                position += line.length;
                hand(new String(line, 0, line.length - 1, StandardCharsets.UTF_8), listener);
                line = lineAt(file);
            }
        }
    }

    private void hand(String line, Consumer<Entry> listener) {
        try {
            Entry entry = LineCodec.decode(line);
            if (entry.seq() > lastSeq) {
                lastSeq = entry.seq();
                listener.accept(entry);
            }
        } catch (BadLineException e) {
            // damage, and not this reader's to judge
        }
    }

    /** The bytes up to the next line end and with it; none where no whole line stands. */
    private byte[] lineAt(StoredFile file) throws IOException {
        if (!isDataAt(file, position)) {
            return NOTHING;
        }
        byte[] usual = lineIn(file, USUAL_BYTES);
        return usual.length > 0 ? usual : lineIn(file, WINDOW_BYTES);
    }

    private byte[] lineIn(StoredFile file, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        int count = file.read(position, bytes);
        for (int i = 0; i < count; i++) {
            if (bytes.get(i) == '\n') {
                return Arrays.copyOf(bytes.array(), i + 1);
            }
        }
        return NOTHING;
    }

    private boolean hasLines(String name) throws IOException {
        try (StoredFile file = storage.open(name)) {
            return isDataAt(file, 0);
        }
    }

    private static boolean isDataAt(StoredFile file, long position) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        return file.read(position, first) == 1 && first.get(0) != 0;
    }
}
