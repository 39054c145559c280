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
 * @param offFl by how much control's encoder and the angle disagreed under earlier controls, beyond what is usual
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
        long offFl,
        int yieldMillionths) {
    /** An authority is this much or a second of flow, whichever is more. */
    private static final long AUTHORITY_FL = 50_000L * Counting.FL_PER_NL;

    private static final long AUTHORITY_NS = 1_000_000_000L;

    /** An order is allowed for so many lost positions and no more, however often the monitor starts. */
    private static final int MOST_LOST = 4;

    /** The longest time that one cycle is reckoned with. */
    private static final long LONGEST_NS = 1_000_000_000L;

    /** The longest absence that is reckoned with: after an hour every bucket is as empty as it gets. */
    private static final long LONGEST_ABSENCE_MS = 3_600_000L;

    private static final long NS_PER_MS = 1_000_000L;
    private static final long MS_PER_H = 3_600_000L;

    static Account begin(Envelope envelope) {
        int nominal = (int) Counting.MILLION;
        return new Account(
                envelope,
                envelope.femtolitresPerCount(),
                0,
                0,
                LeakyBucket.EMPTY,
                LeakyBucket.EMPTY,
                RollingHour.EMPTY,
                0,
                0,
                nominal);
    }

    /** The same order under the envelope that was handed over again: what flowed counts on. */
    Account under(Envelope again) {
        long count = again.femtolitresPerCount();
        return new Account(again, count, fluidFl, highestFl, rate, bolus, hour, lostFl, offFl, yieldMillionths);
    }

    /** The same after a restart of the monitor, which may have been one of the whole pump. */
    Account restarted() {
        long authority = Math.max(AUTHORITY_FL, Counting.flow(envelope.highestRateNlPerH(), AUTHORITY_NS));
        long lost = Math.min(lostFl + authority, MOST_LOST * authority);
        return new Account(
                envelope, femtolitresPerCount, fluidFl, highestFl, rate, bolus, hour, lost, offFl, yieldMillionths);
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
        return with(
                fluid,
                Counting.flow(envelope.highestRateNlPerH(), time),
                Counting.flow(bolusLeakNlPerH(), time),
                hour.after(fluid, time),
                next);
    }

    /** After the monitor was away for so long, and the shaft went so far meanwhile. */
    Account afterAbsence(long counts, long ns) {
        long fluid = Counting.fluid(counts * femtolitresPerCount, yieldMillionths);
        long ms = Math.clamp(ns / NS_PER_MS, 0, LONGEST_ABSENCE_MS);
        return with(
                fluid,
                Counting.flowOfMs(envelope.highestRateNlPerH(), ms),
                Counting.flowOfMs(bolusLeakNlPerH(), ms),
                hour.afterAbsence(fluid, ms * NS_PER_MS),
                yieldMillionths);
    }

    private Account with(long fluid, long rateLeakFl, long bolusLeakFl, RollingHour nextHour, int nextYield) {
        long sum = fluidFl + fluid;
        return new Account(
                envelope,
                femtolitresPerCount,
                sum,
                Math.max(highestFl, sum),
                rate.after(fluid, rateLeakFl),
                bolus.after(fluid, bolusLeakFl),
                nextHour,
                lostFl,
                offFl,
                nextYield);
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

    /** A person has seen how far it turned back, and what did not agree. */
    Account fromHere() {
        return new Account(
                envelope, femtolitresPerCount, fluidFl, fluidFl, rate, bolus, hour, lostFl, 0, yieldMillionths);
    }

    /** Under another control the coordinates are tied anew: what had not agreed by then stays on the account. */
    Account off(long beyondFl) {
        return beyondFl == 0
                ? this
                : new Account(
                        envelope,
                        femtolitresPerCount,
                        fluidFl,
                        highestFl,
                        rate,
                        bolus,
                        hour,
                        lostFl,
                        offFl + beyondFl,
                        yieldMillionths);
    }

    /** Whether so much flowed that the envelope is not as good as new. */
    boolean isUsed() {
        long ofTurn = MonitorLimits.MARGIN_COUNTS * femtolitresPerCount;
        return highestFl > Math.min(MonitorLimits.MARGIN_FL, ofTurn);
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
