package org.steadyflow.simulator.realtime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The tick beside cyclictest over all runs: ratios, and what may be said of them. On a machine on which cyclictest
 * itself is late by 5 ms nothing is judged, and a percentile only where enough wake-ups lie beyond it.
 */
public record Comparison(Latencies tick, Latencies cyclic) {
    public static final long LATE_US = 10_000;
    static final long JUDGED_BELOW_US = 5_000;
    /** So many wake-ups must lie beyond a percentile, or it is chance. */
    static final long LEAST_BEYOND = 10;

    private static final int PER_MILLE = 1_000;

    /** A percentile with the most that the tick's may be of cyclictest's. */
    public enum Target {
        P50("p50", 500, "1.1"),
        P99("p99", 990, "1.25"),
        P999("p99.9", 999, "1.5");

        private final String label;
        private final int perMille;
        private final BigDecimal mostRatio;

        Target(String label, int perMille, String mostRatio) {
            this.label = label;
            this.perMille = perMille;
            this.mostRatio = new BigDecimal(mostRatio);
        }

        /** For people. */
        public String label() {
            return label;
        }

        /** Of 1,000 wake-ups. */
        public int perMille() {
            return perMille;
        }

        /** The most that the tick's may be of cyclictest's. */
        public BigDecimal mostRatio() {
            return mostRatio;
        }
    }

    /** Of several runs as one. */
    public static Comparison of(List<Latencies> ticks, List<Latencies> cyclics) {
        return new Comparison(Latencies.together(ticks), Latencies.together(cyclics));
    }

    /** The tick's over cyclictest's, to a hundredth; what is below 1 us counts as 1. */
    public BigDecimal ratio(Target target) {
        return ratio(tick.atMostUs(target.perMille()), cyclic.atMostUs(target.perMille()));
    }

    /** Of the latest. */
    public BigDecimal ratioOfMax() {
        return ratio(tick.maxUs(), cyclic.maxUs());
    }

    /** Why nothing is judged; empty where something is. */
    public List<String> unjudged() {
        List<String> why = new ArrayList<>();
        if (cyclic.maxUs() >= JUDGED_BELOW_US) {
            why.add("cyclictest itself was late by " + cyclic.maxUs() / 1_000 + " ms: this machine is not judged");
        }
        for (Target target : Target.values()) {
            if (!hasEnough(target)) {
                why.add(target.label() + " needs " + LEAST_BEYOND * PER_MILLE / (PER_MILLE - target.perMille())
                        + " ticks, here are " + tick.total() + ": it is not judged");
            }
        }
        return List.copyOf(why);
    }

    /** A sentence for each target that is judged and missed. */
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        if (cyclic.maxUs() < JUDGED_BELOW_US) {
            for (Target target : Target.values()) {
                if (hasEnough(target) && ratio(target).compareTo(target.mostRatio()) > 0) {
                    missed.add(target.label() + " is " + ratio(target) + " times cyclictest's, at most "
                            + target.mostRatio() + " is the target");
                }
            }
        }
        return List.copyOf(missed);
    }

    private boolean hasEnough(Target target) {
        return Math.min(tick.total(), cyclic.total()) * (PER_MILLE - target.perMille()) >= LEAST_BEYOND * PER_MILLE;
    }

    private static BigDecimal ratio(long of, long by) {
        return BigDecimal.valueOf(Math.max(of, 1)).divide(BigDecimal.valueOf(Math.max(by, 1)), 2, RoundingMode.HALF_UP);
    }
}
