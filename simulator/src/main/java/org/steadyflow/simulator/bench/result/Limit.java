package org.steadyflow.simulator.bench.result;

/**
 * Between which values a figure has to be, both allowed; one of them may be infinite.
 *
 * @param least in the row's unit
 * @param most in the row's unit, at least {@code least}
 */
public record Limit(double least, double most) {
    public Limit {
        if (!(least <= most)) {
            throw new IllegalArgumentException("nothing is between " + least + " and " + most);
        }
    }

    public static Limit atMost(double most) {
        return new Limit(Double.NEGATIVE_INFINITY, most);
    }

    public static Limit atLeast(double least) {
        return new Limit(least, Double.POSITIVE_INFINITY);
    }

    /** From {@code -reach} to {@code +reach}. */
    public static Limit within(double reach) {
        return new Limit(-reach, reach);
    }

    public boolean isMetBy(double value) {
        return value >= least && value <= most;
    }

    /** How far outside it is, in the row's unit; 0 where it is met. */
    public double missedBy(double value) {
        return Math.max(0, Math.max(least - value, value - most));
    }

    /** {@code -5 to 5}, {@code at most 0.2}. */
    @Override
    public String toString() {
        if (Double.isInfinite(least)) {
            return "at most " + Numbers.plain(most);
        }
        return Double.isInfinite(most)
                ? "at least " + Numbers.plain(least)
                : Numbers.plain(least) + " to " + Numbers.plain(most);
    }
}
