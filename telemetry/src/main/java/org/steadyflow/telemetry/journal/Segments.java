package org.steadyflow.telemetry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The files under a writer: the one being filled, the spare that is already there when it is full, and the old ones
 * that may go. One thread.
 */
final class Segments {
    private static final int FIRST = 1;

    private final Storage storage;
    private final JournalLimits limits;
    private final SortedMap<Integer, LineFrame> heads;
    private int number;
    private StoredFile file;
    private long position;
    private long size;

    private Segments(Storage storage, JournalLimits limits, SortedMap<Integer, LineFrame> heads, JournalScan.End end)
            throws IOException {
        this.storage = storage;
        this.limits = limits;
        this.heads = heads;
        this.number = end.segment();
        this.position = end.position();
        this.file = openOrCreate(end.segment());
        this.size = file.size();
    }

    /**
     * Takes up where a scan ended. What it left over is overwritten with zeros, and all that it read is forced, so that
     * nothing is built on a line which only the page cache has.
     */
    static Segments open(Storage storage, JournalLimits limits, JournalScan scan) throws IOException {
        JournalScan.End end = scan.end().orElse(new JournalScan.End(firstNumber(storage), 0));
        Segments segments = new Segments(storage, limits, scan.heads(), end);
        for (JournalScan.Leftover leftover : scan.leftovers()) {
            if (leftover.present()) {
                segments.clear(leftover);
            }
        }
        segments.file.force();
        return segments;
    }

    /** Bytes that still fit into the current segment. */
    long room() {
        return size - position;
    }

    /** Writes behind what is there and makes it durable. {@code first} is the first line in {@code bytes}. */
    void append(ByteBuffer bytes, LineFrame first) throws IOException {
        int length = bytes.remaining();
        file.write(position, bytes);
        file.force();
        position += length;
        heads.putIfAbsent(number, first);
    }

    /** Goes on to the spare; makes one now where there is none. */
    void advance() throws IOException {
        int next = nextNumber().orElse(number + 1);
        StoredFile full = file;
        file = openOrCreate(next);
        number = next;
        position = 0;
        size = file.size();
        full.close();
    }

    /** Deletes what may go, {@code newest} being the last line, then makes the next segment where there is none. */
    void prepareSpare(Optional<LineFrame> newest) throws IOException {
        if (nextNumber().isPresent()) {
            return;
        }
        if (newest.isPresent()) {
            forget(newest.orElseThrow());
        }
        storage.create(SegmentName.of(number + 1), limits.segmentBytes()).close();
    }

    void close() throws IOException {
        file.close();
    }

    private void forget(LineFrame newest) throws IOException {
        Optional<Integer> oldestKept = heads.keySet().stream()
                .filter(candidate -> limits.mayForgetBefore(headOf(candidate), newest))
                .reduce((earlier, later) -> later);
        for (int candidate : SegmentName.numbersIn(storage)) {
            if (oldestKept.isPresent() && candidate < oldestKept.orElseThrow()) {
                storage.delete(SegmentName.of(candidate));
                heads.remove(candidate);
            }
        }
    }

    private LineFrame headOf(int segment) {
        LineFrame head = heads.get(segment);
        if (head == null) {
            throw new IllegalStateException("no head for segment " + segment);
        }
        return head;
    }

    private void clear(JournalScan.Leftover leftover) throws IOException {
        try (StoredFile damaged = storage.open(leftover.segment())) {
            damaged.write(leftover.position(), ByteBuffer.allocate((int) leftover.length()));
            damaged.force();
        }
    }

    private StoredFile openOrCreate(int segment) throws IOException {
        String name = SegmentName.of(segment);
        return storage.names().contains(name) ? storage.open(name) : storage.create(name, limits.segmentBytes());
    }

    private Optional<Integer> nextNumber() throws IOException {
        return SegmentName.numbersIn(storage).stream()
                .filter(candidate -> candidate > number)
                .findFirst();
    }

    private static int firstNumber(Storage storage) throws IOException {
        return SegmentName.numbersIn(storage).stream().findFirst().orElse(FIRST);
    }
}
