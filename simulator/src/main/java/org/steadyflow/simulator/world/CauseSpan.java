package org.steadyflow.simulator.world;

/**
 * One cause from its start to its end.
 *
 * @param cause what
 * @param fromNs world time of its start
 * @param untilNs world time of its end, {@link #OPEN} while it lasts
 */
public record CauseSpan(Cause cause, long fromNs, long untilNs) {
    public static final long OPEN = Long.MAX_VALUE;

    /** Whether it was so at any instant from {@code fromNs} to {@code untilNs}, both included. */
    public boolean touches(long fromNs, long untilNs) {
        return this.fromNs <= untilNs && this.untilNs >= fromNs;
    }
}
