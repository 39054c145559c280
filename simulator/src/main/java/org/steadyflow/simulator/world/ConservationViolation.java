package org.steadyflow.simulator.world;

import java.util.Locale;

/**
 * The first physics step after which the world's own sums did not agree: a defect of the simulator, and every other
 * finding of that run is void.
 *
 * @param atNs world time of that step
 * @param excessFl what the compartments hold beyond what was supplied, femtolitres
 */
public record ConservationViolation(long atNs, long excessFl) {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long MS_PER_S = 1_000;

    /** The step, in one sentence. */
    @Override
    public String toString() {
        String what = (excessFl > 0 ? "made " : "lost ") + Math.abs(excessFl) + " fL of liquid";
        long ms = atNs / NS_PER_MS;
        return String.format(
                Locale.ROOT,
                "the simulated world %s in the physics step that ended at %d.%03d s; nothing after it counts",
                what,
                ms / MS_PER_S,
                ms % MS_PER_S);
    }
}
