package org.steadyflow.firmware.safety;

import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

/**
 * Air in the line: the size of the bubble that passes, and the sum of a quarter of an hour. Volume counts as air when
 * the detector saw air at either end of the tick, and a bubble trips at the least travel by which one of the limit may
 * pass, so that none is taken for smaller than it is.
 *
 * @param seeing the detector saw air at the last sample
 * @param bubble travel for which it has seen air without a break, microsteps
 * @param lastEncoder encoder at the last sample, microsteps; {@link #NOWHERE} before the first. Not travel: that has
 *     another scale after recovery, and a bubble at that moment would seem as long as the whole infusion
 * @param open air of the half minute that runs, microsteps
 * @param openedNs when that half minute began
 * @param closed air of the half minutes before
 * @param single a bubble over the limit came; holds until the line is fresh
 * @param accumulated the sum went over its limit; holds until the line is fresh
 */
record AirWatch(
        boolean seeing,
        long bubble,
        long lastEncoder,
        long open,
        long openedNs,
        Window closed,
        boolean single,
        boolean accumulated) {
    /** Below this the detector sees air or a mixture, millivolts. */
    static final int LIQUID_LEAST_MV = 1_100;

    private static final long NOWHERE = Long.MAX_VALUE;

    static final AirWatch START = new AirWatch(false, 0, NOWHERE, 0, 0, Window.EMPTY, false, false);

    AirWatch next(SensorSample sample, Situation situation, MicrostepVolume microstep) {
        long nowNs = sample.clock().monotonicNs();
        long encoder = sample.motor().encoderMicrosteps();
        if (situation.freshLine() || !situation.traits().airRules()) {
            return new AirWatch(false, 0, encoder, 0, nowNs, Window.EMPTY, false, false);
        }
        boolean air = sample.line().airDetectorMv() < LIQUID_LEAST_MV;
        boolean bucketOver = nowNs - openedNs >= Window.BUCKET_NS;
        if (!air && !seeing && open == 0) {
            return bucketOver ? closeBucket(encoder, nowNs) : atEncoder(encoder);
        }
        long airMoved = (air || seeing) && lastEncoder < encoder ? encoder - lastEncoder : 0;
        long passed = bubble + airMoved;
        boolean tooBig = single || isOver(passed, tripOf(situation), microstep);
        boolean tooMuch = accumulated
                || isOver(closed.sum() + open + airMoved, situation.limits().airIn15Min(), microstep);
        AirWatch next =
                new AirWatch(air, air ? passed : 0, encoder, open + airMoved, openedNs, closed, tooBig, tooMuch);
        return bucketOver ? next.closeBucket(encoder, nowNs) : next;
    }

    /** Whether the bubble at the detector has at least this volume so far. */
    boolean seesBubbleOf(Volume least, MicrostepVolume microstep) {
        return seeing && !least.isMoreThan(microstep.volumeOf(bubble));
    }

    private AirWatch atEncoder(long encoder) {
        return encoder == lastEncoder
                ? this
                : new AirWatch(seeing, bubble, encoder, open, openedNs, closed, single, accumulated);
    }

    private AirWatch closeBucket(long encoder, long nowNs) {
        return new AirWatch(seeing, bubble, encoder, 0, nowNs, closed.push(open), single, accumulated);
    }

    /**
     * The least travel by which a bubble of the limit may pass. A syringe gives a tenth more than its nominal volume at
     * the most; a cassette's roller gives a quarter more between two dips, and its dips hide. What the edges of a
     * bubble add, two ticks at the most and one on average, counts for nothing.
     */
    private static Volume tripOf(Situation situation) {
        long limitNl = situation.limits().singleBubble().nanolitres();
        long sureNl = situation.syringe() ? limitNl / 10 * 9 : limitNl / 4 * 3;
        return new Volume(sureNl).plus(situation.rate().volumeIn(TherapyPlanner.TICK_NS));
    }

    private static boolean isOver(long microsteps, Volume limit, MicrostepVolume microstep) {
        return microstep.volumeOf(microsteps).isMoreThan(limit);
    }
}
