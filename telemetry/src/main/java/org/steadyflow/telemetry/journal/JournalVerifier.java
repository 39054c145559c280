package org.steadyflow.telemetry.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks every byte of a journal: checksums, numbers, hashes, free space. Changes nothing. Any thread. */
public final class JournalVerifier {
    /**
     * What a check found.
     *
     * @param lines whole lines in their place
     * @param firstSeq the oldest line kept, 0 where there is none
     * @param lastSeq the newest line, 0 where there is none
     * @param breaks every place where something is wrong, in order; none means that the chain is whole. What a power
     *     cut left behind the last line is one until the pump has opened the journal again
     */
    public record Report(long lines, long firstSeq, long lastSeq, List<Damage> breaks) {
        public Report {
            breaks = List.copyOf(breaks);
        }

        public boolean isWhole() {
            return breaks.isEmpty();
        }
    }

    private JournalVerifier() {}

    /** Reads all of the journal. While its writer is at work, a line on its way looks like one cut short. */
    public static Report verify(Storage storage) throws IOException {
        return verify(storage, JournalLimits.DEFAULT);
    }

    /** The same for a journal that is kept by other limits than the usual ones. */
    public static Report verify(Storage storage, JournalLimits limits) throws IOException {
        List<Damage> breaks = new ArrayList<>();
        JournalScan scan = JournalScan.run(storage, item -> {
            if (item instanceof Damage damage) {
                breaks.add(damage);
            }
        });
        Optional<LineFrame> first = scan.heads().values().stream().findFirst();
        long firstSeq = first.map(LineFrame::seq).orElse(0L);
        long lastSeq = scan.last().map(JournalLine::seq).orElse(0L);
        missingStart(scan, limits).ifPresent(breaks::addFirst);
        for (JournalScan.Leftover leftover : scan.leftovers()) {
            breaks.add(new Damage(leftover.segment(), leftover.position(), lastSeq + 1, 0, leftover.what()));
        }
        return new Report(scan.lines(), firstSeq, lastSeq, breaks);
    }

    /** Old lines go by the limits only: where more is gone, somebody else took it. */
    private static Optional<Damage> missingStart(JournalScan scan, JournalLimits limits) {
        if (scan.last().isEmpty()) {
            return Optional.empty();
        }
        int segment = scan.heads().firstKey();
        LineFrame first = scan.heads().sequencedValues().getFirst();
        boolean explained = segment == 1
                || limits.mayForgetBefore(first, scan.last().orElseThrow().frame());
        return explained
                ? Optional.empty()
                : Optional.of(new Damage(
                        SegmentName.of(1), 0, 1, first.seq() - 1, "the start is missing, and it was too young to go"));
    }
}
