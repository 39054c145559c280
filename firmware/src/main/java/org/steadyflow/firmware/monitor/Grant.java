package org.steadyflow.firmware.monitor;

/**
 * The authority that control handed over, in its own coordinate, and how that coordinate hangs together with the angle.
 * The two are tied once for each start of control: what they are apart from then on adds up, whatever is cut between.
 *
 * @param session of the control whose coordinate it is
 * @param number of the authority; under one number no end ever changes
 * @param orderId whose
 * @param endFl how far the shaft may go, femtolitres of nominal volume
 * @param floorFl how far back
 * @param tiedCounts travel of the magnet where the two coordinates were tied
 * @param tiedFl control's coordinate there
 * @param beyondFl how far the motor's encoder was beyond the angle when control last told, beside what is usual
 */
record Grant(
        long session,
        long number,
        long orderId,
        long endFl,
        long floorFl,
        long tiedCounts,
        long tiedFl,
        long beyondFl) {
    private static final long NOTHING_HEARD = -1;

    /** Ties the coordinates where the shaft stands, with room for nothing until control has said more. */
    static Grant tied(Pulse pulse, long counts) {
        long here = pulse.shaftNl() * Counting.FL_PER_NL;
        return new Grant(pulse.session(), NOTHING_HEARD, 0, here, here, counts, here, 0).with(pulse);
    }

    /** After a cut, by the same control: the tie holds, the ends are as it says now. */
    Grant again(Pulse pulse) {
        return new Grant(session, NOTHING_HEARD, 0, endFl, floorFl, tiedCounts, tiedFl, beyondFl).with(pulse);
    }

    /** Under another number, or for another order, other ends hold. */
    Grant with(Pulse pulse) {
        boolean isSame = pulse.authority() == number && pulse.orderId() == orderId;
        return isSame
                ? this
                : new Grant(
                        session,
                        pulse.authority(),
                        pulse.orderId(),
                        pulse.authorityEndNl() * Counting.FL_PER_NL,
                        pulse.authorityFloorNl() * Counting.FL_PER_NL,
                        tiedCounts,
                        tiedFl,
                        beyondFl);
    }

    /** Where the angle says that the shaft is, in control's coordinate. */
    long shaftFl(long counts, long femtolitresPerCount) {
        return tiedFl + (counts - tiedCounts) * femtolitresPerCount;
    }

    Cause broken(long shaftFl) {
        if (shaftFl > endFl + MonitorLimits.MARGIN_FL) {
            return Cause.AUTHORITY;
        }
        return shaftFl < floorFl - MonitorLimits.MARGIN_FL ? Cause.REVERSE : Cause.NONE;
    }

    /** Compared with the motor's encoder, which is told as it was up to a fifth of a second ago. */
    Grant compared(Pulse pulse, long shaftFl, long rateNlPerH) {
        long most = Math.max(rateNlPerH + rateNlPerH / 4, BACK_OFF_NL_PER_H);
        long way = Counting.flow(most, MonitorLimits.ANSWER_AGE_NS);
        long apart = pulse.shaftNl() * Counting.FL_PER_NL - shaftFl;
        long beyond = apart - Math.clamp(apart, -way, way);
        return beyond == beyondFl
                ? this
                : new Grant(session, number, orderId, endFl, floorFl, tiedCounts, tiedFl, beyond);
    }

    /** A relief turns back no faster. */
    private static final long BACK_OFF_NL_PER_H = 500_000_000L;
}
