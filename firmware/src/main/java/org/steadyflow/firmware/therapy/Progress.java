package org.steadyflow.firmware.therapy;

import org.steadyflow.hal.quantity.Volume;

/**
 * How far the running segment is.
 *
 * @param part number of the segment
 * @param dueNl what is due of it by now, nanolitres; below 0 while what a back-off took of earlier segments is owed
 * @param remainder of one constant flow: what rounding down left of {@code dueNl}, in nanolitres times {@code perNs} of
 *     its rate
 * @param elapsedNs of a ramp: its own time by now; otherwise 0
 * @param droppedNs program time that a shortfall cost since it was last journalled, nanoseconds
 */
public record Progress(int part, long dueNl, long remainder, long elapsedNs, long droppedNs) {
    private static final long NS_PER_MS = 1_000_000;

    /** The segment's beginning. */
    public static Progress startOf(int part) {
        return new Progress(part, 0, 0, 0, 0);
    }

    /**
     * After a restart or a back-off: what the shaft has given is what was due. Below 0 the segment still has to give
     * what a back-off took of the segments before it; a ramp has no flow before its beginning.
     */
    public static Progress resume(Segment segment, int part, long givenNl) {
        long dueNl = segment.flow() instanceof Flow.Ramp ? Math.max(givenNl, 0) : givenNl;
        return new Progress(part, dueNl, 0, elapsedAt(segment, dueNl), 0);
    }

    /** Whole milliseconds of dropped time that the journal does not have yet. */
    public long droppedMs() {
        return droppedNs / NS_PER_MS;
    }

    /** The same, once those milliseconds are in the journal; the rest of one stays for the next time. */
    public Progress withDropJournalled() {
        return new Progress(part, dueNl, remainder, elapsedNs, droppedNs % NS_PER_MS);
    }

    /** The time of a ramp at which this much was due; 0 of any other segment. */
    static long elapsedAt(Segment segment, long dueNl) {
        return segment instanceof Segment.Deliver deliver && deliver.flow() instanceof Flow.Ramp ramp
                ? ramp.elapsedAt(new Volume(dueNl))
                : 0;
    }
}
