package org.steadyflow.firmware.therapy;

/**
 * How far the running segment is.
 *
 * @param part number of the segment
 * @param dueNl what is due of it by now, nanolitres
 * @param remainder what rounding down left of {@code dueNl}, in nanolitres times {@code perNs} of the segment's rate
 * @param droppedNs program time that a shortfall cost since it was last journalled, nanoseconds
 */
public record Progress(int part, long dueNl, long remainder, long droppedNs) {
    private static final long NS_PER_MS = 1_000_000;

    /** The segment's beginning. */
    public static Progress startOf(int part) {
        return new Progress(part, 0, 0, 0);
    }

    /** After a restart: what the shaft has given is what was due. */
    public static Progress resume(int part, long givenNl) {
        return new Progress(part, Math.max(givenNl, 0), 0, 0);
    }

    /** Whole milliseconds of dropped time that the journal does not have yet. */
    public long droppedMs() {
        return droppedNs / NS_PER_MS;
    }

    /** The same, once those milliseconds are in the journal; the rest of one stays for the next time. */
    public Progress withDropJournalled() {
        return new Progress(part, dueNl, remainder, droppedNs % NS_PER_MS);
    }
}
