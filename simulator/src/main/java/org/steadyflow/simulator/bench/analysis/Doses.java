package org.steadyflow.simulator.bench.analysis;

import java.util.Arrays;
import java.util.List;

/**
 * Doses weighed one after another.
 *
 * @param meanMl mean of them
 * @param aboutMeanPercent each of them about that mean, percent of it, in their order
 */
public record Doses(double meanMl, List<Double> aboutMeanPercent) {
    public Doses {
        aboutMeanPercent = List.copyOf(aboutMeanPercent);
    }

    public static Doses of(double... volumesMl) {
        double mean = Arrays.stream(volumesMl).average().orElseThrow();
        List<Double> percents = Arrays.stream(volumesMl)
                .map(volume -> 100 * (volume - mean) / mean)
                .boxed()
                .toList();
        return new Doses(mean, percents);
    }

    /** The greatest dose about the mean, percent; never negative. */
    public double worstAbovePercent() {
        return aboutMeanPercent.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The smallest dose about the mean, percent; never positive. */
    public double worstBelowPercent() {
        return aboutMeanPercent.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The mean against what was asked for, percent of that. */
    public double meanErrorPercent(double askedMl) {
        return 100 * (meanMl - askedMl) / askedMl;
    }
}
