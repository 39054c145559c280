package org.steadyflow.firmware.core;

/**
 * What the stores say at a tick.
 *
 * @param authority newest record that one of them has
 * @param stores how they are
 */
public record Granted(Authority authority, StoreHealth stores) {
    public static final Granted NONE = new Granted(Authority.NONE, StoreHealth.SOUND);

    /** @param journalFailed a commit of the journal was refused; everything else is sound */
    public Granted(Authority authority, boolean journalFailed) {
        this(authority, new StoreHealth(journalFailed, false, 0));
    }

    /** Whether the journal refused a commit. */
    public boolean storeFailed() {
        return stores.journalFailed();
    }
}
