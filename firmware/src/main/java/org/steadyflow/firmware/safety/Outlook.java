package org.steadyflow.firmware.safety;

/**
 * What lies ahead of the therapy, and what it waits for.
 *
 * @param timeLeftNs until the volume to infuse or the container is at its end, at the flow wanted now; {@link #NEVER}
 *     without a flow, before half of it is in, and where it is longer than any warning
 * @param nearEndNs the time left at which people are told, from 1 min to 240 min
 * @param keepOpenLeftNs until the keep-open flow after the end has given its limit; {@link #NEVER} where none runs
 * @param personAwaitedForNs how long the program has waited for a person who was asked for; 0 when it does not
 * @param doseLimitReached a cap of the prescription leaves no room for another dose now
 * @param drugExpired the drug has hung longer than its library lets it at the measured temperature
 */
public record Outlook(
        long timeLeftNs,
        long nearEndNs,
        long keepOpenLeftNs,
        long personAwaitedForNs,
        boolean doseLimitReached,
        boolean drugExpired) {
    public static final long NEVER = Long.MAX_VALUE;
    /** Half an hour, unless the prescription says otherwise. */
    public static final long NEAR_END_NS = 1_800_000_000_000L;

    static final long NEAR_END_LEAST_NS = 60_000_000_000L;

    /** Four hours: the earliest warning that can be set. */
    public static final long NEAR_END_MOST_NS = 14_400_000_000_000L;

    /** Nothing ahead. */
    public static final Outlook NOTHING = new Outlook(NEVER, NEAR_END_NS, NEVER, 0, false, false);

    public Outlook {
        if (nearEndNs < NEAR_END_LEAST_NS || nearEndNs > NEAR_END_MOST_NS) {
            throw new IllegalArgumentException("a warning " + nearEndNs + " ns before the end is out of range");
        }
    }
}
