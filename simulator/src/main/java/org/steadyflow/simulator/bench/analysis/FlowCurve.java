package org.steadyflow.simulator.bench.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Mean flow in each sample interval. Immutable. */
public final class FlowCurve {
    /** Windows must be whole numbers of samples; this much of one is rounding. */
    private static final double WHOLE = 1e-9;

    private final double sampleMin;
    private final double[] mlPerH;

    /**
     * @param sampleMin sample interval S, minutes
     * @param mlPerH Q_1, Q_2, ...
     */
    public FlowCurve(double sampleMin, double... mlPerH) {
        if (!(sampleMin > 0) || mlPerH.length == 0) {
            throw new IllegalArgumentException("a flow curve needs an interval and a flow");
        }
        this.sampleMin = sampleMin;
        this.mlPerH = mlPerH.clone();
    }

    /** How far the flow departs within windows of one length, percent of the reference. */
    public record Departure(double windowMin, double leastPercent, double mostPercent) {}

    public double sampleMin() {
        return sampleMin;
    }

    public int size() {
        return mlPerH.length;
    }

    public double mlPerH(int i) {
        return mlPerH[i];
    }

    /** The part from one time to another, minutes since the start of the infusion; both are whole samples. */
    public FlowCurve between(double fromMin, double toMin) {
        int from = samples(fromMin);
        int to = samples(toMin);
        if (from < 0 || to > mlPerH.length || to <= from) {
            throw new IllegalArgumentException(
                    "the curve of " + mlPerH.length * sampleMin + " min has no " + fromMin + " to " + toMin + " min");
        }
        return new FlowCurve(sampleMin, Arrays.copyOfRange(mlPerH, from, to));
    }

    /** Mean flow, mL/h. */
    public double mean() {
        return Arrays.stream(mlPerH).average().orElseThrow();
    }

    /** Mean error 100 (Q - r) / r, percent of {@code referenceMlPerH}. */
    public double errorPercent(double referenceMlPerH) {
        return 100 * (mean() - referenceMlPerH) / referenceMlPerH;
    }

    /** Ep_min and Ep_max for each window: the trumpet. Windows longer than the curve are left out. */
    public List<Departure> trumpet(double referenceMlPerH, List<Double> windowsMin) {
        double[] sums = new double[mlPerH.length + 1];
        for (int i = 0; i < mlPerH.length; i++) {
            sums[i + 1] = sums[i] + 100 * (mlPerH[i] - referenceMlPerH) / referenceMlPerH;
        }
        List<Departure> trumpet = new ArrayList<>();
        for (double window : windowsMin) {
            if (samples(window) <= mlPerH.length) {
                trumpet.add(departure(sums, window));
            }
        }
        return trumpet;
    }

    private Departure departure(double[] sums, double windowMin) {
        int width = samples(windowMin);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int from = 0; from + width < sums.length; from++) {
            double mean = (sums[from + width] - sums[from]) / width;
            least = Math.min(least, mean);
            most = Math.max(most, mean);
        }
        return new Departure(windowMin, least, most);
    }

    private int samples(double minutes) {
        double samples = minutes / sampleMin;
        if (Math.abs(samples - Math.rint(samples)) > WHOLE) {
            throw new IllegalArgumentException(minutes + " min is no whole number of samples of " + sampleMin + " min");
        }
        return (int) Math.rint(samples);
    }
}
