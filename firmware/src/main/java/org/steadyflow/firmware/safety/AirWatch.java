package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

/**
 * Air in the line: the size of the bubble that passes, and the sum of a quarter of an hour. Volume counts as air when
 * the detector saw air at either end of the tick, so a bubble is never taken for smaller than it is.
 *
 * @param seeing the detector saw air at the last sample
 * @param bubble travel for which it has seen air without a break, microsteps
 * @param lastTravel travel at the last sample, microsteps
 * @param open air of the half minute that runs, microsteps
 * @param openedNs when that half minute began
 * @param closed air of the half minutes before
 * @param single a bubble over the limit came; holds until the line is fresh
 * @param accumulated the sum went over its limit; holds until the line is fresh
 */
record AirWatch(
        boolean seeing,
        long bubble,
        long lastTravel,
        long open,
        long openedNs,
        Window closed,
        boolean single,
        boolean accumulated) {
    /** Below this the detector sees air or a mixture, millivolts. */
    static final int LIQUID_LEAST_MV = 1_100;

    static final AirWatch START = new AirWatch(false, 0, 0, 0, 0, Window.EMPTY, false, false);

    AirWatch next(LineSample line, Situation situation, MicrostepVolume microstep, long nowNs) {
        long travel = situation.shaftTravel();
        if (situation.freshLine() || !situation.airRules()) {
            return new AirWatch(false, 0, travel, 0, nowNs, Window.EMPTY, false, false);
        }
        boolean air = line.airDetectorMv() < LIQUID_LEAST_MV;
        boolean bucketOver = nowNs - openedNs >= Window.BUCKET_NS;
        if (!air && !seeing && open == 0) {
            return bucketOver ? closeBucket(travel, nowNs) : atTravel(travel);
        }
        long airMoved = air || seeing ? Math.max(travel - lastTravel, 0) : 0;
        long passed = bubble + airMoved;
        boolean tooBig = single || isOver(passed, situation.limits().singleBubble(), microstep);
        boolean tooMuch = accumulated
                || isOver(closed.sum() + open + airMoved, situation.limits().airIn15Min(), microstep);
        AirWatch next = new AirWatch(air, air ? passed : 0, travel, open + airMoved, openedNs, closed, tooBig, tooMuch);
        return bucketOver ? next.closeBucket(travel, nowNs) : next;
    }

    private AirWatch atTravel(long travel) {
        return travel == lastTravel
                ? this
                : new AirWatch(seeing, bubble, travel, open, openedNs, closed, single, accumulated);
    }

    private AirWatch closeBucket(long travel, long nowNs) {
        return new AirWatch(seeing, bubble, travel, 0, nowNs, closed.push(open), single, accumulated);
    }

    private static boolean isOver(long microsteps, Volume limit, MicrostepVolume microstep) {
        return microstep.volumeOf(microsteps).isMoreThan(limit);
    }
}
