package org.steadyflow.simulator.bench.analysis;

import java.util.SplittableRandom;

/**
 * A balance under the end of the line: rounds to its resolution and is unsteady by its noise. Evaporation, drips and
 * the beaker's own weight are not its business here.
 *
 * @param resolutionG last digit that it shows, grams
 * @param noiseG standard deviation of a reading before it is rounded, grams
 */
public record Balance(double resolutionG, double noiseG) {
    /** Of the test liquid, water at 20 C. */
    public static final double DENSITY_G_PER_ML = 0.998;

    /** Analytical balance for small volumes: 0.1 mg, repeatability 0.1 mg. */
    public static final Balance ANALYTICAL = new Balance(1e-4, 1e-4);

    /** Precision balance that carries litres: 1 mg, repeatability 1 mg. */
    public static final Balance PRECISION = new Balance(1e-3, 1e-3);

    public Balance {
        if (!(resolutionG > 0) || !(noiseG >= 0)) {
            throw new IllegalArgumentException("a balance has a resolution, and noise is not negative");
        }
    }

    /** A balance with a beaker on it; {@code seed} draws its noise. */
    public Pan pan(long seed) {
        return new Pan(this, new SplittableRandom(seed));
    }

    /** One balance in use. One thread. */
    public static final class Pan {
        private final Balance balance;
        private final SplittableRandom noise;

        private Pan(Balance balance, SplittableRandom noise) {
            this.balance = balance;
            this.noise = noise;
        }

        /** What it shows with so much test liquid in the beaker, grams. */
        public double read(double millilitres) {
            double grams = millilitres * DENSITY_G_PER_ML + balance.noiseG * noise.nextGaussian();
            return Math.rint(grams / balance.resolutionG) * balance.resolutionG;
        }
    }
}
