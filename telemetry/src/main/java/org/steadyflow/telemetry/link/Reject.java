package org.steadyflow.telemetry.link;

/** Why something that came down was not believed. */
public enum Reject {
    /** Longer than any message of the pharmacy. */
    OVERSIZE,
    /** Not a signed message of this contract. */
    GARBAGE,
    /** Not signed by the pinned key. */
    BAD_SIGNATURE,
    /** Signed, but for another pump. */
    OTHER_PUMP,
    /** Signed, but its counter had been used. */
    REPLAYED,
    /** A receipt whose hash is not that of our line. */
    OTHER_HISTORY,
    /** More came at once than is kept. */
    OVERFLOW
}
