package org.steadyflow.telemetry.journal;

import java.time.Duration;

/**
 * How large a segment is and how much is kept whatever the room. The oldest segment goes only when the rest still has
 * {@code keepLines} lines and reaches back {@code keepFor}.
 *
 * @param segmentBytes 1 KiB to 16 MiB; no line is longer than a segment
 * @param keepLines at least 1
 * @param keepFor by the wall clock stamped on the lines
 */
public record JournalLimits(int segmentBytes, long keepLines, Duration keepFor) {
    /** 1 MiB, about 2,500 lines; 10,000 lines and 30 days. */
    public static final JournalLimits DEFAULT = new JournalLimits(1024 * 1024, 10_000, Duration.ofDays(30));

    public JournalLimits {
        if (segmentBytes < 1024 || segmentBytes > SegmentScan.LIMIT_SEGMENT_BYTES) {
            throw new IllegalArgumentException("segmentBytes: 1 KiB to 16 MiB, not " + segmentBytes);
        }
        if (keepLines < 1 || keepFor.isNegative()) {
            throw new IllegalArgumentException("keepLines and keepFor must not be negative");
        }
    }

    int longestLineBytes() {
        return Math.min(segmentBytes, LineCodec.LIMIT_LINE_BYTES);
    }

    /** Whether all before this line may go, {@code newest} being the journal's last line. */
    boolean mayForgetBefore(LineFrame first, LineFrame newest) {
        boolean enoughLines = newest.seq() - first.seq() + 1 >= keepLines;
        boolean longEnough = newest.wallMs() - first.wallMs() >= keepFor.toMillis();
        return enoughLines && longEnough;
    }
}
