package org.steadyflow.simulator.world;

/**
 * A property that differs from one set or board to the next: drawn once per world, evenly between two values.
 *
 * @param low least value
 * @param high greatest value, at least {@code low}
 */
public record Spread(double low, double high) {
    public Spread {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("spread from " + low + " to " + high + " is not a range");
        }
    }

    /** The same in every world. */
    public static Spread exactly(double value) {
        return new Spread(value, value);
    }

    /** From {@code middle - reach} to {@code middle + reach}. */
    public static Spread around(double middle, double reach) {
        return new Spread(middle - reach, middle + reach);
    }

    double draw(RandomBits bits) {
        return low + (high - low) * bits.nextUnit();
    }
}
