package org.steadyflow.simulator.world;

import java.util.Arrays;

/** What the last physics steps were like, for sensors that convert late or seldom. */
final class Tape {
    /** More steps than the longest delay of a sensor. */
    private static final int KEPT = 16;

    private final double[] upPa = new double[KEPT];
    private final double[] downPa = new double[KEPT];
    private long steps;
    private long angleNs;
    private long angleUnits;

    Tape(double upPa, double downPa) {
        Arrays.fill(this.upPa, upPa);
        Arrays.fill(this.downPa, downPa);
    }

    /** One step: the pressures during it, and where the shaft was at its end. */
    void note(double up, double down, long nowNs, long shaftUnits) {
        int place = (int) ++steps & (KEPT - 1);
        upPa[place] = up;
        downPa[place] = down;
        if ((steps & 1) == 0) {
            angleNs = nowNs;
            angleUnits = shaftUnits;
        }
    }

    /** Pressure upstream during the step before so many. */
    double upPa(int stepsAgo) {
        return upPa[(int) (steps - stepsAgo) & (KEPT - 1)];
    }

    /** Pressure downstream during the step before so many. */
    double downPa(int stepsAgo) {
        return downPa[(int) (steps - stepsAgo) & (KEPT - 1)];
    }

    /** When the second encoder converted last: every second step. */
    long angleNs() {
        return angleNs;
    }

    /** Where the shaft was then. */
    long angleUnits() {
        return angleUnits;
    }
}
