package org.steadyflow.telemetry.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One pass over all that a journal holds: every line judged, and what lies after the last one. One thread. */
final class JournalScan {
    /**
     * Something after the last whole line.
     *
     * @param length bytes; those of a missing segment are counted as full
     * @param present there are bytes of it to be cleared
     */
    record Leftover(String segment, long position, long length, boolean tear, boolean present, String what) {}

    /** Where the next line goes. */
    record End(int segment, long position) {}

    private final Consumer<JournalItem> items;
    private final List<Leftover> leftovers = new ArrayList<>();
    private final SortedMap<Integer, LineFrame> heads = new TreeMap<>();
    private Chain chain = Chain.fromGenesis();
    private Optional<JournalLine> last = Optional.empty();
    private Optional<End> end = Optional.empty();
    private long lines;
    private long segmentBytes = JournalLimits.DEFAULT.segmentBytes();

    private JournalScan(Consumer<JournalItem> items) {
        this.items = items;
    }

    /** Reads all segments; hands lines and damages to {@code items} in their order. */
    static JournalScan run(Storage storage, Consumer<JournalItem> items) throws IOException {
        JournalScan scan = new JournalScan(items);
        List<Integer> numbers = SegmentName.numbersIn(storage);
        int expected = numbers.isEmpty() ? 1 : numbers.getFirst();
        scan.chain = expected == 1 ? Chain.fromGenesis() : Chain.fromAnywhere();
        for (int number : numbers) {
            scan.missing(expected, number);
            scan.segment(storage, number);
            expected = number + 1;
        }
        if (scan.last.isEmpty() && !numbers.isEmpty()) {
            scan.missing(1, numbers.getFirst());
        }
        return scan;
    }

    /** What stands after the last whole line, in order. */
    List<Leftover> leftovers() {
        return List.copyOf(leftovers);
    }

    /** The first line of each segment that has one. */
    SortedMap<Integer, LineFrame> heads() {
        return heads;
    }

    Optional<JournalLine> last() {
        return last;
    }

    Optional<End> end() {
        return end;
    }

    long lines() {
        return lines;
    }

    private void missing(int from, int to) {
        if (from < to) {
            String what = to - from == 1 ? "the segment is missing" : (to - from) + " segments are missing from here";
            chain.bad(SegmentName.of(from), 0, what);
            leftovers.add(new Leftover(SegmentName.of(from), 0, (to - from) * segmentBytes, false, false, what));
        }
    }

    private void segment(Storage storage, int number) throws IOException {
        String name = SegmentName.of(number);
        try (StoredFile file = storage.open(name)) {
            segmentBytes = Math.max(1, file.size());
            SegmentScan scan = SegmentScan.of(name, file, 0);
            while (true) {
                switch (scan.next()) {
                    case SegmentScan.Whole whole -> whole(number, whole);
                    case SegmentScan.Bad bad -> chain.bad(name, bad.position(), bad.what());
                    case SegmentScan.Rest rest -> {
                        rest(name, rest);
                        return;
                    }
                }
            }
        }
    }

    private void whole(int number, SegmentScan.Whole whole) {
        end = Optional.of(new End(number, whole.end()));
        for (JournalItem item : chain.accept(whole.line())) {
            items.accept(item);
            if (item instanceof JournalLine line) {
                leftovers.clear();
                lines++;
                last = Optional.of(line);
                heads.putIfAbsent(number, line.frame());
            }
        }
    }

    private void rest(String name, SegmentScan.Rest rest) {
        if (rest.length() > 0) {
            chain.bad(name, rest.position(), rest.what());
            leftovers.add(new Leftover(name, rest.position(), rest.length(), rest.tear(), true, rest.what()));
        }
    }
}
