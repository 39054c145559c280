package org.steadyflow.firmware.safety;

import org.steadyflow.hal.quantity.Pressure;

/**
 * The mean of the first second of samples.
 *
 * @param sumPa their sum, pascals
 * @param count how many, at most {@link #SAMPLES}
 */
record Baseline(long sumPa, int count) {
    static final int SAMPLES = 20;
    static final Baseline NONE = new Baseline(0, 0);

    /** The same object once the second is full. */
    Baseline with(Pressure sample) {
        return count == SAMPLES ? this : new Baseline(sumPa + sample.pascals(), count + 1);
    }

    boolean isKnown() {
        return count == SAMPLES;
    }

    long meanPa() {
        return Math.floorDiv(sumPa, SAMPLES);
    }
}
