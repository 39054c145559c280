package org.steadyflow.simulator.bench.analysis;

/** Readings of a balance, one each sample interval; the first stands at the start of the infusion. Immutable. */
public final class MassCurve {
    private static final double MINUTES_PER_HOUR = 60;

    private final double sampleMin;
    private final double[] grams;

    /**
     * @param sampleMin sample interval S, minutes
     * @param grams W_0, W_1, ...
     */
    public MassCurve(double sampleMin, double... grams) {
        if (!(sampleMin > 0) || grams.length < 2) {
            throw new IllegalArgumentException("two readings and a time between them are the least");
        }
        this.sampleMin = sampleMin;
        this.grams = grams.clone();
    }

    /** Number of readings. */
    public int size() {
        return grams.length;
    }

    /** W_i. */
    public double grams(int i) {
        return grams[i];
    }

    /** Q_i = 60 (W_i - W_(i-1)) / (S d) for every interval. */
    public FlowCurve flow() {
        double[] mlPerH = new double[grams.length - 1];
        for (int i = 0; i < mlPerH.length; i++) {
            mlPerH[i] = MINUTES_PER_HOUR * (grams[i + 1] - grams[i]) / (sampleMin * Balance.DENSITY_G_PER_ML);
        }
        return new FlowCurve(sampleMin, mlPerH);
    }
}
