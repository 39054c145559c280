package org.steadyflow.simulator.world;

import java.time.Duration;

/**
 * A line that narrows: at once or slowly, for good or again and again.
 *
 * @param place where
 * @param factor on the resistance of that line, at least 1; infinity closes it
 * @param growsFor time over which it grows, evenly in the logarithm of the factor; zero for at once
 * @param cycle time from one narrowing to the next; zero for one that lasts
 * @param narrowShare part of each cycle in which it is narrow, above 0 and at most 1
 */
public record Occlusion(Place place, double factor, Duration growsFor, Duration cycle, double narrowShare) {
    /** What a slow one that ends closed has grown to a moment before. */
    private static final double CLOSED_FACTOR = 1e5;

    /** Parts of the line. */
    public enum Place {
        /** At the vein: the whole line's compliance lies before it. */
        CATHETER(Cause.DOWNSTREAM_BLOCKED),
        /** In the middle of the tube: a part of the compliance lies behind it. */
        MID_LINE(Cause.DOWNSTREAM_BLOCKED),
        /** Between container and pump. */
        UPSTREAM(Cause.UPSTREAM_BLOCKED);

        private final Cause cause;

        Place(Cause cause) {
            this.cause = cause;
        }

        Cause cause() {
            return cause;
        }
    }

    public Occlusion {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("a kink multiplies the resistance by at least 1, not " + factor);
        }
        if (growsFor.isNegative() || cycle.isNegative() || !(narrowShare > 0 && narrowShare <= 1)) {
            throw new IllegalArgumentException("an occlusion grows and comes again in time: " + growsFor + ", " + cycle
                    + ", narrow for " + narrowShare);
        }
    }

    /** At once and for good. */
    public static Occlusion sudden(Place place, double factor) {
        return new Occlusion(place, factor, Duration.ZERO, Duration.ZERO, 1);
    }

    /** Whether the factor changes by itself. */
    boolean isMoving(long sinceNs) {
        return !cycle.isZero() || sinceNs < growsFor.toNanos();
    }

    /** The factor at this time after its begin. */
    double factorAfter(long sinceNs) {
        boolean isOpen = !cycle.isZero() && sinceNs % cycle.toNanos() >= cycle.toNanos() * narrowShare;
        if (isOpen) {
            return 1;
        }
        if (sinceNs >= growsFor.toNanos()) {
            return factor;
        }
        double grown = (double) sinceNs / growsFor.toNanos();
        return Math.pow(Math.min(factor, CLOSED_FACTOR), grown);
    }
}
