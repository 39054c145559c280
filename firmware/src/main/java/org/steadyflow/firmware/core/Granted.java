package org.steadyflow.firmware.core;

/**
 * What the stores say at a tick.
 *
 * @param authority newest record that is durable
 * @param storeFailed a commit was refused; the store is suspect from then on
 */
public record Granted(Authority authority, boolean storeFailed) {
    public static final Granted NONE = new Granted(Authority.NONE, false);
}
