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
     * Stands for the patient's pressure where none was learnt: a vein of 20 mmHg, in an arm that hangs half a metre (37
     * mmHg) below the pump. To stop at a higher pressure leaves a little stored; at a lower one blood could be drawn.
     */
    static final Pressure UNLEARNT = Pressure.ofMmHg(60);

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

    /** The level, or what stands for it. */
    int pascals() {
        return lowestPa == UNKNOWN ? UNLEARNT.pascals() : lowestPa;
    }
}
