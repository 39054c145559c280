package org.steadyflow.telemetry.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a journal in order, and goes on reading while another thread or process appends to it. Takes no lock. One
 * thread.
 *
 * <p>A line cut short at the end is waited for: it may be on its way. What is whole is handed out even before the
 * writer has forced it; who tells others about a line calls {@link #force} first, or a power cut could take back what
 * they were told.
 */
public final class JournalReader implements Closeable {
    /** {@link Damage#what} of the lines that were deleted because there are enough newer ones. */
    public static final String FORGOTTEN = "no longer kept";

    /** A segment with a byte here is looked at whole; one without is a spare, or badly damaged at its start. */
    private static final int FIRST_BYTES = 4 * 1024;

    private record Place(int segment, StoredFile file) {}

    private final Storage storage;
    private final long fromSeq;
    private Optional<Place> place = Optional.empty();
    private Optional<SegmentScan> scan = Optional.empty();
    private Chain chain;
    /** Everything before this byte of the current segment was handed out. */
    private long cursor;

    private boolean atFreeSpace;

    private JournalReader(Storage storage, long fromSeq) {
        this.storage = storage;
        this.fromSeq = fromSeq;
        this.chain = Chain.fromGenesis();
    }

    /** A reader whose first line is {@code seq}, or the first after it where that is not kept; 1 reads all. */
    public static JournalReader from(Storage storage, long seq) {
        return new JournalReader(storage, Math.max(1, seq));
    }

    /** Whether anybody ever began to write here, even without a line that is whole. */
    public static boolean isBegun(Storage storage) throws IOException {
        return !SegmentName.numbersIn(storage).isEmpty();
    }

    /** The oldest line that is kept, 0 where there is none yet. */
    public static long oldestSeq(Storage storage) throws IOException {
        for (int number : SegmentName.numbersIn(storage)) {
            Optional<JournalLine> first = firstLine(storage, number);
            if (first.isPresent()) {
                return first.orElseThrow().seq();
            }
        }
        return 0;
    }

    /**
     * The next lines and damages; none where the journal ends for now. At most {@code limit}, and one more where the
     * last line has a damage in front of it. After an exception the reader is where it was.
     */
    public List<JournalItem> read(int limit) throws IOException {
        List<JournalItem> items = new ArrayList<>();
        if (place.isEmpty()) {
            locate();
        }
        while (place.isPresent() && items.size() < limit && step(place.orElseThrow(), items)) {
            // each step hands out a piece or goes on to the next segment
        }
        return items;
    }

    /** Makes durable what was handed out from the current segment; the writer had forced those before it. */
    public void force() throws IOException {
        if (place.isPresent()) {
            place.orElseThrow().file().force();
        }
    }

    @Override
    public void close() throws IOException {
        if (place.isPresent()) {
            place.orElseThrow().file().close();
        }
    }

    /** Starts at the last segment that begins with the wanted line or an earlier one. */
    private void locate() throws IOException {
        List<Integer> numbers = SegmentName.numbersIn(storage);
        for (int number : numbers.reversed()) {
            Optional<JournalLine> first = firstLine(storage, number);
            if (first.isPresent() && first.orElseThrow().seq() <= fromSeq) {
                chain = number == 1 ? Chain.fromGenesis() : Chain.fromAnywhere();
                enter(number);
                return;
            }
        }
        if (!numbers.isEmpty()) {
            int oldest = numbers.getFirst();
            chain = oldest == 1 && fromSeq == 1 ? Chain.fromGenesis() : Chain.from(fromSeq);
            if (oldest > 1) {
                chain.bad(SegmentName.of(1), 0, FORGOTTEN);
            }
            enter(oldest);
        }
    }

    private boolean step(Place at, List<JournalItem> items) throws IOException {
        switch (nextPiece(at)) {
            case SegmentScan.Whole whole -> {
                cursor = whole.end();
                chain.accept(whole.line()).stream().filter(this::isWanted).forEach(items::add);
                return true;
            }
            case SegmentScan.Bad bad -> {
                chain.bad(SegmentName.of(at.segment()), bad.position(), bad.what());
                return true;
            }
            case SegmentScan.Rest rest -> {
                return atRest(at, rest);
            }
        }
    }

    private SegmentScan.Piece nextPiece(Place at) throws IOException {
        if (atFreeSpace && isZeroAt(at.file(), cursor)) {
            return new SegmentScan.Rest(cursor, 0, true, "");
        }
        SegmentScan current = scan.isPresent() ? scan.orElseThrow() : scanFrom(at);
        scan = Optional.of(current);
        atFreeSpace = false;
        return current.next();
    }

    private SegmentScan scanFrom(Place at) throws IOException {
        return SegmentScan.of(SegmentName.of(at.segment()), at.file(), cursor);
    }

    /** At the end for now: looks again next time, or goes on where the writer has gone on. */
    private boolean atRest(Place at, SegmentScan.Rest rest) throws IOException {
        Optional<Integer> next = nextWithLines(at.segment());
        scan = Optional.empty();
        atFreeSpace = rest.length() == 0;
        if (next.isEmpty()) {
            return false;
        }
        // The writer may have filled this segment after it was scanned and before the next one was looked at.
        atFreeSpace = false;
        if (scanFrom(at).next() instanceof SegmentScan.Rest) {
            leave(at, rest, next.orElseThrow());
        }
        return true;
    }

    private void leave(Place at, SegmentScan.Rest rest, int next) throws IOException {
        if (rest.length() > 0) {
            chain.bad(SegmentName.of(at.segment()), rest.position(), rest.what());
        }
        if (next > at.segment() + 1) {
            boolean forgotten = SegmentName.numbersIn(storage).getFirst() == next;
            chain.bad(SegmentName.of(at.segment() + 1), 0, forgotten ? "no longer kept" : "the segment is missing");
        }
        enter(next);
        at.file().close();
    }

    private void enter(int number) throws IOException {
        place = Optional.of(new Place(number, storage.open(SegmentName.of(number))));
        scan = Optional.empty();
        cursor = 0;
        atFreeSpace = false;
    }

    /** The next segment, if the writer has got there: it or one behind it holds a line. */
    private Optional<Integer> nextWithLines(int segment) throws IOException {
        List<Integer> later = SegmentName.numbersIn(storage).stream()
                .filter(number -> number > segment)
                .toList();
        for (int number : later) {
            boolean mayHoldLines = number < later.getLast() || beginsWithData(number);
            if (mayHoldLines && firstLine(storage, number).isPresent()) {
                return Optional.of(later.getFirst());
            }
        }
        return Optional.empty();
    }

    private boolean beginsWithData(int number) throws IOException {
        try (StoredFile file = storage.open(SegmentName.of(number))) {
            ByteBuffer first = ByteBuffer.allocate(FIRST_BYTES);
            int count = file.read(0, first);
            return !first.slice(0, count).equals(ByteBuffer.allocate(count));
        }
    }

    private boolean isWanted(JournalItem item) {
        return switch (item) {
            case JournalLine line -> line.seq() >= fromSeq;
            case Damage damage ->
                damage.seq() + damage.unknownLines() > fromSeq
                        || (damage.unknownLines() == 0 && damage.seq() >= fromSeq);
        };
    }

    private static boolean isZeroAt(StoredFile file, long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return file.read(position, one) == 0 || one.get(0) == 0;
    }

    private static Optional<JournalLine> firstLine(Storage storage, int number) throws IOException {
        String name = SegmentName.of(number);
        try (StoredFile file = storage.open(name)) {
            SegmentScan scan = SegmentScan.of(name, file, 0);
            SegmentScan.Piece piece = scan.next();
            while (piece instanceof SegmentScan.Bad) {
                piece = scan.next();
            }
            return piece instanceof SegmentScan.Whole whole ? Optional.of(whole.line()) : Optional.empty();
        }
    }
}
