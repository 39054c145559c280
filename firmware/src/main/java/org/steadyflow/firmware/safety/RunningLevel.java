package org.steadyflow.firmware.safety;

import org.steadyflow.hal.quantity.Pressure;

/**
 * Downstream pressure while the infusion ran well: the lowest of the means that were measured while it flowed, first of
 * a second, then of ten seconds each. The lowest, because a line that closes slowly raises every other measure with it;
 * means, because a roller that lets go of the tube is no fall of the patient's pressure.
 *
 * @param lowestPa lowest mean so far, pascals; {@link #UNKNOWN} before the first
 * @param sumPa samples of the mean that is being measured
 * @param count how many
 */
record RunningLevel(int lowestPa, long sumPa, int count) {
    static final int UNKNOWN = Integer.MAX_VALUE;
    static final int FIRST_SAMPLES = 20;
    static final int SAMPLES = 200;
    static final RunningLevel START = new RunningLevel(UNKNOWN, 0, 0);

    /**
     * The most that a patient's pressure is taken for, and what stands for it where none was learnt: a vein of 20 mmHg,
     * in an arm that hangs half a metre (37 mmHg) below the pump. A pump that was started on a closed line has learnt
     * the closed line's pressure.
     */
    static final Pressure MOST = Pressure.ofMmHg(60);

    RunningLevel next(Pressure downstream, Situation situation) {
        if (situation.freshLine() || !situation.armed()) {
            return START;
        }
        if (!situation.flowing() || !SensorWatch.isCredible(downstream)) {
            return count == 0 ? this : new RunningLevel(lowestPa, 0, 0);
        }
        long sum = sumPa + downstream.pascals();
        int samples = count + 1;
        int needed = lowestPa == UNKNOWN ? FIRST_SAMPLES : SAMPLES;
        return samples < needed
                ? new RunningLevel(lowestPa, sum, samples)
                : new RunningLevel((int) Math.min(lowestPa, Math.floorDiv(sum, samples)), 0, 0);
    }

    /** The level, or what stands for it: {@link #UNKNOWN} is above all. */
    int pascals() {
        return Math.min(lowestPa, MOST.pascals());
    }
}
