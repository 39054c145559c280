package org.steadyflow.telemetry.link;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.journal.Damage;
import org.steadyflow.telemetry.journal.JournalItem;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.LineBatch;

/** What is to be sent next, and what was sent and is not confirmed yet. One thread. */
final class Outgoing implements Closeable {
    /** Lines on their way without a receipt. */
    static final int LIMIT_UNCONFIRMED = 4 * LineBatch.LIMIT_LINES;

    /** Bytes of lines in one batch, less the last: escaped, still within what the other end reads. */
    static final int LIMIT_BATCH_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    private final Storage journal;
    private final String pump;
    private final NavigableMap<Long, String> unconfirmed = new TreeMap<>();
    private final ArrayDeque<JournalItem> ahead = new ArrayDeque<>();
    private JournalReader reader;
    /** The first line that the pharmacy has not confirmed on this connection. */
    private long from;

    private boolean probing;
    /** After a gap in the journal the line behind it; the pharmacy has all that stood before the gap. */
    private long lostBefore;

    Outgoing(Storage journal, String pump, long fromSeq) {
        this.journal = journal;
        this.pump = pump;
        this.from = fromSeq;
        this.reader = JournalReader.from(journal, fromSeq);
    }

    /**
     * The next batch; empty where there is nothing to send or enough is on its way. Its lines are durable: what was
     * told to the pharmacy, no power cut takes back here.
     */
    Optional<LineBatch> next() throws IOException {
        if (unconfirmed.size() >= (probing ? 1 : LIMIT_UNCONFIRMED)) {
            return Optional.empty();
        }
        if (ahead.isEmpty()) {
            readAhead();
        }
        if (!passDamage() || ahead.isEmpty()) {
            return Optional.empty();
        }
        List<JournalLine> lines = takeLines();
        long firstSeq = lines.getFirst().seq();
        long oldestSeq = Math.clamp(JournalReader.oldestSeq(journal), Math.min(lostBefore, firstSeq), firstSeq);
        lines.forEach(line -> unconfirmed.put(line.seq(), line.hash()));
        List<String> texts = lines.stream().map(JournalLine::text).toList();
        return Optional.of(new LineBatch(Entry.SCHEMA, pump, firstSeq, Math.max(1, oldestSeq), texts));
    }

    long firstUnconfirmed() {
        return from;
    }

    boolean isWaitingForReceipt() {
        return !unconfirmed.isEmpty();
    }

    /**
     * Whether line {@code seq} of this journal has this hash. A pharmacy without such a line says zeros, and is
     * believed where it asks for lines that were sent before: its store may have been lost.
     */
    boolean isOurs(long seq, String hash) throws IOException {
        if (hash.equals(LineCodec.GENESIS)) {
            return seq < from;
        }
        String sent = unconfirmed.get(seq);
        return sent == null ? hashOf(journal, seq).filter(hash::equals).isPresent() : sent.equals(hash);
    }

    /**
     * The pharmacy has everything up to {@code seq} and nothing right behind it. Where that is less than it had before,
     * it has lost lines, and gets them again.
     *
     * @return whether that changes what is to be sent
     */
    boolean receipt(long seq) throws IOException {
        if (seq == from - 1) {
            return false;
        }
        probing = false;
        boolean amongThoseSent = seq >= from && !unconfirmed.isEmpty() && seq <= unconfirmed.lastKey();
        if (amongThoseSent) {
            unconfirmed.headMap(seq, true).clear();
            from = seq + 1;
        } else {
            restartAt(seq + 1);
        }
        return true;
    }

    /**
     * Sends the unconfirmed again, one line at first: nobody may be listening, and the link may be paid by the byte.
     */
    void sendAgain() throws IOException {
        probing = true;
        restartAt(from);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** The hash of a line that is in the journal. */
    static Optional<String> hashOf(Storage journal, long seq) throws IOException {
        try (JournalReader one = JournalReader.from(journal, seq)) {
            for (JournalItem item : one.read(1)) {
                if (item instanceof JournalLine line && line.seq() == seq) {
                    return Optional.of(line.hash());
                }
            }
            return Optional.empty();
        }
    }

    private void readAhead() throws IOException {
        List<JournalItem> items = reader.read(LineBatch.LIMIT_LINES);
        if (!items.isEmpty()) {
            reader.force();
        }
        ahead.addAll(items);
    }

    /**
     * Steps over a damage. Where lines are lost for good the pharmacy is told so by the next batch, but only once it
     * has all before them; until then nothing more is sent.
     */
    private boolean passDamage() {
        while (ahead.peek() instanceof Damage damage) {
            if (damage.unknownLines() > 0 && !unconfirmed.isEmpty()) {
                return false;
            }
            LOG.warn("The journal is damaged: {}", damage);
            if (damage.unknownLines() > 0) {
                lostBefore = damage.seq() + damage.unknownLines();
            }
            ahead.remove();
        }
        return true;
    }

    private List<JournalLine> takeLines() {
        List<JournalLine> lines = new ArrayList<>();
        int limit = probing ? 1 : LineBatch.LIMIT_LINES;
        int bytes = 0;
        while (lines.size() < limit && bytes < LIMIT_BATCH_BYTES && ahead.peek() instanceof JournalLine line) {
            lines.add(line);
            bytes += Math.min(line.text().length(), LineCodec.LIMIT_LINE_BYTES);
            ahead.remove();
        }
        return lines;
    }

    private void restartAt(long seq) throws IOException {
        JournalReader fresh = JournalReader.from(journal, seq);
        reader.close();
        reader = fresh;
        from = seq;
        ahead.clear();
        unconfirmed.clear();
        lostBefore = 0;
    }
}
