package org.steadyflow.firmware.monitor;

/**
 * What flowed under one envelope, by the angle of the shaft and the yield that control declares. Immutable.
 *
 * @param femtolitresPerCount nominal volume of a count of the angle
 * @param fluidFl net, since the envelope came in force
 * @param highestFl the most it ever was
 * @param rate what flowed too fast
 * @param bolus what flowed above the base rate
 * @param lostFl what restarts may have cost: a start that lost the motor's position may give one authority twice
 * @param yieldMillionths what a turn is taken to give of its nominal volume
 */
record Account(
        Envelope envelope,
        long femtolitresPerCount,
        long fluidFl,
        long highestFl,
        LeakyBucket rate,
        LeakyBucket bolus,
        RollingHour hour,
        long lostFl,
        int yieldMillionths) {
    /** An authority is this much or a second of flow, whichever is more. */
    private static final long AUTHORITY_FL = 50_000L * Counting.FL_PER_NL;

    private static final long AUTHORITY_NS = 1_000_000_000L;

    /** The longest time that one cycle is reckoned with. */
    private static final long LONGEST_NS = 1_000_000_000L;

    private static final long MS_PER_H = 3_600_000L;

    static Account begin(Envelope envelope) {
        int nominal = (int) Counting.MILLION;
        long count = envelope.femtolitresPerCount();
        return new Account(envelope, count, 0, 0, LeakyBucket.EMPTY, LeakyBucket.EMPTY, RollingHour.EMPTY, 0, nominal);
    }

    /** The same after a restart of the monitor, which may have been one of the whole pump. */
    Account restarted() {
        long authority = Math.max(AUTHORITY_FL, Counting.flow(envelope.highestRateNlPerH(), AUTHORITY_NS));
        long lost = lostFl + authority;
        return new Account(envelope, femtolitresPerCount, fluidFl, highestFl, rate, bolus, hour, lost, yieldMillionths);
    }

    /**
     * After a cycle.
     *
     * @param counts travel of the shaft in it
     * @param declaredYield what control says of a turn, believed within bounds
     * @param stands the shaft stands: only then may the yield leap
     */
    Account after(long counts, int declaredYield, boolean stands, long ns) {
        int next = nextYield(declaredYield, stands);
        if (counts == 0 && ns <= 0) {
            return this;
        }
        long time = Math.min(ns, LONGEST_NS);
        long fluid = Counting.fluid(counts * femtolitresPerCount, next);
        long sum = fluidFl + fluid;
        return new Account(
                envelope,
                femtolitresPerCount,
                sum,
                Math.max(highestFl, sum),
                rate.after(fluid, Counting.flow(envelope.highestRateNlPerH(), time)),
                bolus.after(fluid, Counting.flow(bolusLeakNlPerH(), time)),
                hour.after(fluid, time),
                lostFl,
                next);
    }

    private int nextYield(int declared, boolean stands) {
        int wanted = Math.clamp(declared, MonitorLimits.YIELD_LEAST, MonitorLimits.YIELD_MOST);
        int step = MonitorLimits.YIELD_PER_CYCLE;
        return stands ? wanted : Math.clamp(wanted, yieldMillionths - step, yieldMillionths + step);
    }

    /** The base rate, and one dose in each window. */
    private long bolusLeakNlPerH() {
        long window = envelope.bolusWindowMs();
        long perHour = window == 0 ? 0 : Math.ceilDiv(Math.multiplyExact(envelope.bolusNl(), MS_PER_H), window);
        return Math.min(envelope.baseRateNlPerH() + perHour, envelope.highestRateNlPerH());
    }

    /** A person has seen how far it turned back. */
    Account fromHere() {
        return new Account(envelope, femtolitresPerCount, fluidFl, fluidFl, rate, bolus, hour, lostFl, yieldMillionths);
    }

    /** What of the envelope is broken; {@link Cause#NONE} where nothing is. */
    Cause broken() {
        long margin = MonitorLimits.MARGIN_FL;
        if (rate.levelFl() > margin) {
            return Cause.RATE;
        }
        if (fluidFl > envelope.volumeNl() * Counting.FL_PER_NL + lostFl + margin) {
            return Cause.VOLUME;
        }
        boolean isBolusRuled = envelope.bolusWindowMs() > 0;
        if (isBolusRuled && bolus.levelFl() > envelope.bolusNl() * Counting.FL_PER_NL + margin) {
            return Cause.BOLUS;
        }
        if (hour.sumFl() > envelope.hourNl() * Counting.FL_PER_NL + margin) {
            return Cause.HOUR;
        }
        return highestFl - fluidFl > envelope.reverseNl() * Counting.FL_PER_NL + margin ? Cause.REVERSE : Cause.NONE;
    }
}
