package org.steadyflow.firmware.monitor;

import org.steadyflow.hal.device.MonitorSample;

/** The monitor's units: femtolitres, a millionth of a nanolitre. A long of them holds 9,000 L. Pure. */
final class Counting {
    static final long FL_PER_NL = 1_000_000L;
    static final long MILLION = 1_000_000L;

    /** Nanolitres an hour times nanoseconds, over this, are femtolitres. */
    private static final long RATE_DIVISOR = 3_600_000L;

    private Counting() {}

    /** Of a turn of {@code turnNl / turnDivisor} nanolitres. */
    static long femtolitresPerCount(long turnNl, long turnDivisor) {
        long whole = turnNl / turnDivisor;
        long rest = turnNl % turnDivisor;
        long parts = MonitorSample.COUNTS_PER_TURN;
        // whole part and rest apart: a turn in femtolitres times the counts would not fit
        long ofWhole = Math.multiplyExact(whole, FL_PER_NL);
        long ofRest = Math.ceilDiv(Math.multiplyExact(rest, FL_PER_NL), turnDivisor);
        return Math.ceilDiv(Math.addExact(ofWhole, ofRest), parts);
    }

    /** What flows in {@code ns}, at most a second, at this rate; rounded down. */
    static long flow(long rateNlPerH, long ns) {
        return Math.multiplyExact(rateNlPerH, ns) / RATE_DIVISOR;
    }

    /** What flows in {@code ms}, at most two hours, at this rate; rounded down. */
    static long flowOfMs(long rateNlPerH, long ms) {
        // a nanolitre an hour is 10/36 femtolitres a millisecond
        return Math.multiplyExact(rateNlPerH, ms) * 10 / 36;
    }

    /** What a travel of the shaft gives at this yield, rounded up. */
    static long fluid(long shaftFl, int yieldMillionths) {
        long whole = shaftFl / MILLION * yieldMillionths;
        return whole + Math.ceilDiv(shaftFl % MILLION * yieldMillionths, MILLION);
    }
}
