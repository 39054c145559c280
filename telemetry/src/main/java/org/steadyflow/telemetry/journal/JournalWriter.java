package org.steadyflow.telemetry.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/**
 * Appends to a pump's journal. {@link #append} only numbers, chains and remembers; {@link #commit} makes durable all
 * that was appended, in order. Between the two a power cut takes the lines, never part of one. One thread; one writer
 * per storage.
 */
public final class JournalWriter implements Closeable {
    /** Bytes of lines that wait for room on a full disk. */
    public static final int LIMIT_WAITING_BYTES = 1024 * 1024;

    /** Making a spare on a full disk is slow: it is tried once in so many commits. */
    private static final int SPARE_TRIED_EVERY_COMMITS = 64;

    private record Waiting(ByteBuffer bytes, LineFrame frame) {
        int length() {
            return bytes.remaining();
        }
    }

    private final String pump;
    private final JournalLimits limits;
    private final Segments segments;
    private final JournalOpening opening;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long nextSeq;
    private String lastHash;
    private long committedSeq;
    private Optional<LineFrame> newest;
    private boolean spareReady;
    private int commitsUntilSpareIsTried;
    private Optional<String> warning = Optional.empty();
    private Optional<JournalSuspectException> suspect = Optional.empty();

    private JournalWriter(
            String pump, JournalLimits limits, Segments segments, JournalScan scan, JournalOpening opening) {
        this.pump = pump;
        this.limits = limits;
        this.segments = segments;
        this.opening = opening;
        this.nextSeq = opening.nextSeq();
        this.committedSeq = opening.lastSeq();
        this.newest = scan.last().map(JournalLine::frame);
        this.lastHash = scan.last().map(JournalLine::hash).orElse(LineCodec.GENESIS);
    }

    /**
     * Opens the journal of {@code pump}, or begins one. Reads all of it, cuts what a power cut left behind the last
     * whole line, and says in {@link #opening} what it found.
     *
     * @throws IOException where the storage fails, has no room for the first segment, or holds another pump's journal
     */
    public static JournalWriter open(Storage storage, String pump, JournalLimits limits) throws IOException {
        List<Damage> damage = new ArrayList<>();
        JournalScan scan = scan(storage, pump, damage);
        JournalOpening opening = assess(scan, damage);
        Segments segments = Segments.open(storage, limits, scan);
        JournalWriter writer = new JournalWriter(pump, limits, segments, scan, opening);
        writer.prepareSpare();
        return writer;
    }

    /**
     * What {@link #open} would find, of a storage that cannot be written: nothing is cut, and nothing can be appended.
     *
     * @throws IOException where the storage cannot be read, or holds another pump's journal
     */
    public static JournalOpening look(Storage storage, String pump) throws IOException {
        List<Damage> damage = new ArrayList<>();
        return assess(scan(storage, pump, damage), damage);
    }

    private static JournalScan scan(Storage storage, String pump, List<Damage> damage) throws IOException {
        LineCodec.requirePumpName(pump);
        JournalScan scan = JournalScan.run(storage, item -> {
            if (item instanceof Damage d) {
                damage.add(d);
            }
        });
        requireOwner(scan, pump);
        return scan;
    }

    /** What was found when this writer opened the journal. */
    public JournalOpening opening() {
        return opening;
    }

    /** The last line that is durable, 0 where there is none. */
    public long committedSeq() {
        return committedSeq;
    }

    /** Why there is no spare segment, where there is none: time to make room before the current one is full. */
    public Optional<String> warning() {
        return warning;
    }

    /**
     * Puts an event behind the last one. Not durable before {@link #commit}.
     *
     * @throws JournalSuspectException where an earlier commit failed
     * @throws JournalFullException where a full disk made {@link #LIMIT_WAITING_BYTES} wait already
     * @throws IllegalArgumentException where the line would be longer than {@link LineCodec#LIMIT_LINE_BYTES}; the
     *     journal is unchanged
     */
    public Entry append(int boot, long monotonicMs, long wallMs, Event event) throws IOException {
        requireSound();
        Entry entry = new Entry(Entry.SCHEMA, pump, nextSeq, boot, monotonicMs, wallMs, event);
        String text = LineCodec.encode(entry, lastHash);
        byte[] bytes = LineCodec.bytesOf(text + "\n");
        if (bytes.length > limits.longestLineBytes()) {
            throw new IllegalArgumentException(event.getClass().getSimpleName() + " would make a journal line of "
                    + bytes.length + " bytes; the limit is " + limits.longestLineBytes());
        }
        if (waitingBytes + bytes.length > LIMIT_WAITING_BYTES) {
            throw new JournalFullException("the journal takes no more events: " + waiting.size()
                    + " lines wait for room" + warning.map(w -> " (" + w + ")").orElse(""));
        }
        waiting.add(new Waiting(
                ByteBuffer.wrap(bytes),
                new LineFrame(Entry.SCHEMA, pump, nextSeq, boot, monotonicMs, wallMs, lastHash)));
        waitingBytes += bytes.length;
        lastHash = LineCodec.hash(text);
        nextSeq++;
        return entry;
    }

    /**
     * Makes durable all that was appended.
     *
     * @throws JournalSuspectException where writing failed: nothing more can be appended or committed, ever
     * @throws JournalFullException where there is no room; what did not fit waits, and a later commit tries again
     */
    public void commit() throws IOException {
        requireSound();
        while (!waiting.isEmpty()) {
            while (waiting.getFirst().length() > segments.room()) {
                advance();
            }
            writeWhatFits();
        }
        prepareSpare();
    }

    /** Lets go of the files; what was not committed is lost. */
    @Override
    public void close() throws IOException {
        segments.close();
    }

    private static void requireOwner(JournalScan scan, String pump) throws IOException {
        String owner = scan.last().map(line -> line.frame().pump()).orElse(pump);
        if (!owner.equals(pump)) {
            throw new IOException("this is the journal of pump " + owner + ", not of " + pump);
        }
    }

    private static JournalOpening assess(JournalScan scan, List<Damage> found) {
        List<Damage> damage = new ArrayList<>(found);
        long lastSeq = scan.last().map(JournalLine::seq).orElse(0L);
        long nextSeq = lastSeq + 1;
        for (JournalScan.Leftover leftover : scan.leftovers()) {
            long unknown = mostLinesIn(leftover);
            damage.add(describe(leftover, nextSeq, unknown));
            nextSeq += unknown;
        }
        int lastBoot = scan.last().map(line -> line.frame().boot()).orElse(0);
        return new JournalOpening(lastSeq, nextSeq, lastBoot, damage);
    }

    /** A tear was never committed; anything else may have been whole lines once. */
    private static long mostLinesIn(JournalScan.Leftover leftover) {
        return leftover.tear() ? 0 : leftover.length() / LineCodec.SHORTEST_LINE_BYTES + 1;
    }

    private static Damage describe(JournalScan.Leftover leftover, long seq, long unknown) {
        String what = leftover.present() ? leftover.what() + "; cut " + leftover.length() + " bytes" : leftover.what();
        return new Damage(leftover.segment(), leftover.position(), seq, unknown, what);
    }

    private void requireSound() throws JournalSuspectException {
        if (suspect.isPresent()) {
            JournalSuspectException first = suspect.orElseThrow();
            throw new JournalSuspectException(String.valueOf(first.getMessage()), first);
        }
    }

    private void writeWhatFits() throws IOException {
        long room = segments.room();
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(room, waitingBytes));
        LineFrame first = waiting.getFirst().frame();
        long last = committedSeq;
        for (Waiting line : waiting) {
            if (line.length() > bytes.remaining()) {
                break;
            }
            bytes.put(line.bytes().duplicate());
            last = line.frame().seq();
        }
        write(bytes.flip(), first);
        committed(last);
    }

    private void write(ByteBuffer bytes, LineFrame first) throws JournalSuspectException {
        try {
            segments.append(bytes, first);
        } catch (IOException e) {
            JournalSuspectException failure = new JournalSuspectException(
                    "the journal could not be written: lines from " + first.seq() + " on may be lost, and no more are"
                            + " taken until it is opened anew (" + e.getMessage() + ")",
                    e);
            suspect = Optional.of(failure);
            throw failure;
        }
    }

    private void committed(long last) {
        while (!waiting.isEmpty() && waiting.getFirst().frame().seq() <= last) {
            Waiting line = waiting.removeFirst();
            waitingBytes -= line.length();
            newest = Optional.of(line.frame());
        }
        committedSeq = last;
    }

    private void advance() throws JournalFullException {
        try {
            segments.advance();
            spareReady = false;
            commitsUntilSpareIsTried = 0;
        } catch (IOException e) {
            warning = Optional.of(String.valueOf(e.getMessage()));
            throw new JournalFullException(
                    "no room for a new journal segment: " + waiting.size() + " lines wait (" + e.getMessage() + ")", e);
        }
    }

    private void prepareSpare() {
        if (spareReady || commitsUntilSpareIsTried-- > 0) {
            return;
        }
        try {
            segments.prepareSpare(newest);
            spareReady = true;
            warning = Optional.empty();
        } catch (IOException e) {
            commitsUntilSpareIsTried = SPARE_TRIED_EVERY_COMMITS;
            warning = Optional.of("no room for a spare journal segment, " + segments.room()
                    + " bytes left in the current one (" + e.getMessage() + ")");
        }
    }
}
