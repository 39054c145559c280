package org.steadyflow.simulator.patient;

/**
 * An opioid in an adult: three compartments, and an effect site that follows the plasma with a rate of its own. That
 * rate is not published with the compartments; it is the one at which the effect of a bolus is greatest at its
 * published time (Minto CF et al., Anesthesiology 2003;99:324-333). Fourth-order Runge-Kutta in steps of a second: its
 * fastest rate is below 1 % of that.
 */
public final class Adult {
    private static final double STEP_MIN = 1.0 / 60;
    private static final double BOLUS_UG = 1_000;
    /** Effect-site rates that are searched, per minute. */
    private static final double SLOWEST = 1e-4;

    private static final double QUICKEST = 10;
    private static final int HALVINGS = 60;
    /** Steepness of the effect on breathing, design value. */
    private static final double STEEPNESS = 2;

    private final Opioid drug;
    private final double ke0;
    private double[] state = new double[4];
    private double peakEffect;
    private double leastBreathing = 1;

    public Adult(Opioid drug) {
        this(drug, effectRate(drug));
    }

    private Adult(Opioid drug, double ke0) {
        this.drug = drug;
        this.ke0 = ke0;
    }

    /** A second in which so much was infused, micrograms; less than none counts as none. */
    public void second(double micrograms) {
        double perMin = Math.max(0, micrograms) / STEP_MIN;
        double[] one = slope(state, perMin);
        double[] two = slope(moved(state, one, STEP_MIN / 2), perMin);
        double[] three = slope(moved(state, two, STEP_MIN / 2), perMin);
        double[] four = slope(moved(state, three, STEP_MIN), perMin);
        double[] next = new double[4];
        for (int i = 0; i < next.length; i++) {
            next[i] = state[i] + STEP_MIN / 6 * (one[i] + 2 * two[i] + 2 * three[i] + four[i]);
        }
        state = next;
        peakEffect = Math.max(peakEffect, state[3]);
        leastBreathing = Math.min(leastBreathing, breathing());
    }

    /** Amounts in the three compartments, ug, and the concentration at the effect site, ug/L. */
    private double[] slope(double[] at, double perMin) {
        double toSecond = drug.k12 * at[0] - drug.k21 * at[1];
        double toThird = drug.k13 * at[0] - drug.k31 * at[2];
        double plasma = at[0] / drug.centralLitres;
        return new double[] {perMin - drug.k10 * at[0] - toSecond - toThird, toSecond, toThird, ke0 * (plasma - at[3])};
    }

    private static double[] moved(double[] from, double[] slope, double minutes) {
        double[] to = new double[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] + slope[i] * minutes;
        }
        return to;
    }

    /** At its peak the effect site is as high as the falling plasma. */
    private static double effectRate(Opioid drug) {
        double slow = SLOWEST;
        double quick = QUICKEST;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = Math.sqrt(slow * quick);
            if (isPastPeak(drug, middle)) {
                quick = middle;
            } else {
                slow = middle;
            }
        }
        return slow;
    }

    private static boolean isPastPeak(Opioid drug, double ke0) {
        Adult adult = new Adult(drug, ke0);
        adult.state[0] = BOLUS_UG;
        long seconds = Math.round(drug.peakMinutes / STEP_MIN);
        for (long second = 0; second < seconds; second++) {
            adult.second(0);
        }
        return adult.effectNgPerMl() > adult.plasmaNgPerMl();
    }

    /** ug/L is ng/mL. */
    public double plasmaNgPerMl() {
        return state[0] / drug.centralLitres;
    }

    public double effectNgPerMl() {
        return state[3];
    }

    /** Highest concentration at the effect site so far, ng/mL. */
    public double peakEffectNgPerMl() {
        return peakEffect;
    }

    /** Minute ventilation over its value without the drug. */
    public double breathing() {
        return 1 / (1 + Math.pow(effectNgPerMl() / drug.halvesBreathingNgPerMl(), STEEPNESS));
    }

    /** Least minute ventilation so far, as a share of its value without the drug. */
    public double leastBreathing() {
        return leastBreathing;
    }
}
