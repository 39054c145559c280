package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.Pressure;

/**
 * Occlusion by threshold, on both sides of the mechanism. A reading that no working sensor gives says nothing of the
 * line: that is the sensor's alarm.
 *
 * @param overLimit last three answers to "downstream over its limit"
 * @param underFloor last three answers to "upstream 150 mmHg under its baseline"
 * @param blockedDownstream the trip holds until pressure is below half the limit, so that noise cannot toggle it
 * @param underSinceNs when upstream fell under its floor in a flow; {@link Long#MAX_VALUE} while it is not
 * @param idleSinceNs since when no flow is wanted; {@link Long#MAX_VALUE} while one is
 * @param baseline upstream pressure when this infusion began
 */
record PressureWatch(
        int overLimit,
        int underFloor,
        boolean blockedDownstream,
        long underSinceNs,
        long idleSinceNs,
        Baseline baseline) {
    /** Fall below the baseline that means a closed line to the container. */
    static final Pressure UPSTREAM_DROP = Pressure.ofMmHg(150);

    /**
     * What a sensor may hide of the true pressure: twice its noise of 1.5 mmHg and a zero that wandered by 2. It trips
     * this much below the limit, so that the limit itself is never passed for longer than the samples take.
     */
    static final Pressure HIDDEN = Pressure.ofMmHg(5);

    static final long UPSTREAM_HELD_NS = 10_000_000_000L;
    /** After an idle hour the container may hang elsewhere: the old baseline would raise a false alarm (recall R13). */
    static final long BASELINE_KEPT_NS = 3_600_000_000_000L;

    static final PressureWatch START = new PressureWatch(0, 0, false, Long.MAX_VALUE, Long.MAX_VALUE, Baseline.NONE);

    PressureWatch next(LineSample line, Situation situation, long nowNs) {
        int over = TwoOfThree.push(
                overLimit,
                situation.armed()
                        && SensorWatch.isCredible(line.downstream())
                        && line.downstream().isAbove(tripOf(situation)));
        boolean blocked = blockedDownstream ? !isRelieved(line, situation) : TwoOfThree.holds(over);
        Baseline level = nextBaseline(line, situation, nowNs);
        boolean low = SensorWatch.isCredible(line.upstream()) && upstreamFallenBy(UPSTREAM_DROP, line, level);
        int under = TwoOfThree.push(underFloor, low);
        // a container that is hung lower while nothing flows is no occlusion (recall R13); one that began stays one
        boolean counts = TwoOfThree.holds(under) && (situation.flowing() || underSinceNs != Long.MAX_VALUE);
        long underSince = counts ? Math.min(underSinceNs, nowNs) : Long.MAX_VALUE;
        long idleSince = situation.flowing() ? Long.MAX_VALUE : Math.min(idleSinceNs, nowNs);
        return isSame(over, under, blocked, underSince, level) && idleSince == idleSinceNs
                ? this
                : new PressureWatch(over, under, blocked, underSince, idleSince, level);
    }

    boolean occludedUpstream(long nowNs) {
        return underSinceNs != Long.MAX_VALUE && nowNs - underSinceNs >= UPSTREAM_HELD_NS;
    }

    private static boolean upstreamFallenBy(Pressure drop, LineSample line, Baseline level) {
        return level.isKnown() && line.upstream().pascals() < level.meanPa() - drop.pascals();
    }

    private boolean isSame(int over, int under, boolean blocked, long underSince, Baseline level) {
        return over == overLimit
                && under == underFloor
                && blocked == blockedDownstream
                && underSince == underSinceNs
                && level.equals(baseline);
    }

    private static Pressure tripOf(Situation situation) {
        return situation.limits().downstreamOcclusion().minus(HIDDEN);
    }

    static boolean isRelieved(LineSample line, Situation situation) {
        return line.downstream().pascals()
                < situation.limits().downstreamOcclusion().pascals() / 2;
    }

    private Baseline nextBaseline(LineSample line, Situation situation, long nowNs) {
        boolean idleLong = idleSinceNs != Long.MAX_VALUE && nowNs - idleSinceNs >= BASELINE_KEPT_NS;
        if (idleLong || situation.freshLine() || !situation.armed()) {
            return Baseline.NONE;
        }
        return situation.flowing() ? baseline.with(line.upstream()) : baseline;
    }
}
