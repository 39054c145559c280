package org.steadyflow.firmware.core;

/**
 * How journal and ledger are at a tick.
 *
 * @param journalFailed the disk with journal and ledger refused a commit
 * @param copyFailed the chip with the ledger's second copy refused one; false where none is fitted
 * @param behindNs age of the oldest line that the journal does not have yet, nanoseconds; 0 when it has all
 */
public record StoreHealth(boolean journalFailed, boolean copyFailed, long behindNs) {
    public static final StoreHealth SOUND = new StoreHealth(false, false, 0);

    /** Lines that are this late wait for a disk that hangs, and may wait for ever. */
    public static final long LATE_NS = 2_000_000_000L;

    /** Why a decision that must not be forgotten is refused, for people. */
    static final String NOTHING_NEW = "the pump cannot keep a record now; what runs goes on, nothing new begins";

    /** Whether a decision that must not be forgotten can be kept now. */
    boolean keepDecisions() {
        return !journalFailed && behindNs <= LATE_NS;
    }
}
