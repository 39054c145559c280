package org.steadyflow.telemetry.pharmacy;

import java.util.List;

/** A message from a pump, read and checked, or the reason why it could not be. */
sealed interface Inbound {
    /**
     * Consecutive lines.
     *
     * @param oldestSeq the oldest line that the pump still keeps
     * @param lines 1 to 200, each one's number the one before plus 1
     */
    record Batch(String pump, long oldestSeq, List<PumpLine> lines) implements Inbound {
        SeqRange range() {
            return new SeqRange(lines.getFirst().seq(), lines.getLast().seq());
        }
    }

    /** A sign of life. */
    record Beat(String pump, int boot, long lastSeq) implements Inbound {}

    /**
     * Not readable.
     *
     * @param pump whose topic it came on
     */
    record Refused(String pump, TroubleKind kind, String why) implements Inbound {}
}
