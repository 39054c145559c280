package org.steadyflow.simulator.bench.analysis;

import java.util.Arrays;

/**
 * Doses given one after another.
 *
 * @param meanMl mean of them
 * @param worstBelowPercent the smallest, percent of the reference, zero or negative where it is smaller
 * @param worstAbovePercent the greatest
 */
public record Doses(int count, double meanMl, double worstBelowPercent, double worstAbovePercent) {
    /** The doses between these readings of the balance, about {@code referenceMl}. */
    public static Doses between(double referenceMl, double... grams) {
        double[] doses = new double[grams.length - 1];
        for (int i = 0; i < doses.length; i++) {
            doses[i] = (grams[i + 1] - grams[i]) / Balance.DENSITY_G_PER_ML;
        }
        return about(referenceMl, doses);
    }

    /** These volumes about {@code referenceMl}. */
    public static Doses about(double referenceMl, double... volumesMl) {
        double least = Arrays.stream(volumesMl).min().orElseThrow();
        double most = Arrays.stream(volumesMl).max().orElseThrow();
        double mean = Arrays.stream(volumesMl).average().orElseThrow();
        return new Doses(volumesMl.length, mean, percent(least, referenceMl), percent(most, referenceMl));
    }

    private static double percent(double volumeMl, double referenceMl) {
        return 100 * (volumeMl - referenceMl) / referenceMl;
    }
}
