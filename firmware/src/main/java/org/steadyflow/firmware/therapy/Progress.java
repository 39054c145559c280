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
    /** The segment's beginning. */
    public static Progress startOf(int part) {
        return new Progress(part, 0, 0, 0);
    }

    /** After a restart: what the shaft has given is what was due. */
    public static Progress resume(int part, long givenNl) {
        return new Progress(part, Math.max(givenNl, 0), 0, 0);
    }

    /** The same, once the dropped time is in the journal. */
    public Progress withDropJournalled() {
        return new Progress(part, dueNl, remainder, 0);
    }
}
