package org.steadyflow.simulator.world;

import java.util.Arrays;

/**
 * The exact solution over one physics step of two volumes that run out into each other and into a third place: x' = M x
 * + u with constant u. {@code keep} is exp(M h), {@code gain} its integral from 0 to h, both by a short Taylor series
 * and doublings, so that closed and nearly closed branches need no cases of their own.
 */
final class Decay {
    private static final int TERMS = 10;
    private static final double SMALL = 0.25;
    private static final int MOST_DOUBLINGS = 60;

    final double[] keep = new double[4];
    final double[] gain = new double[4];

    /** M by rows, in 1/s; h in seconds. */
    void solve(double m11, double m12, double m21, double m22, double h) {
        double size = Math.max(Math.abs(m11) + Math.abs(m12), Math.abs(m21) + Math.abs(m22)) * h;
        int doublings = size <= SMALL ? 0 : Math.min(MOST_DOUBLINGS, Math.getExponent(size / SMALL) + 1);
        double step = Math.scalb(h, -doublings);
        double[] x = {m11 * step, m12 * step, m21 * step, m22 * step};
        begin(x, step);
        for (int doubling = 0; doubling < doublings; doubling++) {
            double[] moved = product(keep, gain);
            for (int i = 0; i < 4; i++) {
                gain[i] += moved[i];
            }
            System.arraycopy(product(keep, keep), 0, keep, 0, 4);
        }
    }

    private void begin(double[] x, double step) {
        double[] power = {1, 0, 0, 1};
        Arrays.fill(keep, 0);
        Arrays.fill(gain, 0);
        for (int term = 1; term <= TERMS; term++) {
            for (int i = 0; i < 4; i++) {
                keep[i] += power[i];
                gain[i] += power[i] * step / term;
            }
            power = product(power, x);
            for (int i = 0; i < 4; i++) {
                power[i] /= term;
            }
        }
    }

    private static double[] product(double[] a, double[] b) {
        return new double[] {
            a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]
        };
    }
}
