package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Pressure;

/**
 * Readings that no working sensor gives: out of range (two of three samples of the same sensor), or a pressure that
 * does not change by a pascal for half a minute, which noise never allows.
 *
 * @param outside for each sensor, three bits apart, the last three answers to "its reading is out of range"
 * @param last pressures that the runs below count
 * @param upstreamRun samples for which the upstream reading has not changed
 * @param downstreamRun samples for which the downstream reading has not changed
 */
record SensorWatch(int outside, LineSample last, int upstreamRun, int downstreamRun) {
    static final Pressure LEAST = Pressure.ofMmHg(-700);
    static final Pressure MOST = Pressure.ofMmHg(1_500);
    /** The detector's amplifier cannot be above this with either liquid or air in it: saturated (hazard 66). */
    static final int AIR_DETECTOR_MOST_MV = 2_400;

    static final int COLDEST_MILLI_C = -20_000;
    static final int HOTTEST_MILLI_C = 85_000;
    /** 30 s of ticks. */
    static final int STUCK_SAMPLES = 600;

    static final SensorWatch START = new SensorWatch(0, new LineSample(Pressure.ZERO, Pressure.ZERO, 0), 0, 0);

    private static final int UPSTREAM = 1;
    private static final int DOWNSTREAM = 1 << 3;
    private static final int AIR_DETECTOR = 1 << 6;
    private static final int THERMOMETER = 1 << 9;
    private static final int GAUGE = 1 << 12;
    /** The newest bit of each sensor, and where the others go when a new one comes. */
    private static final int NEWEST = UPSTREAM | DOWNSTREAM | AIR_DETECTOR | THERMOMETER | GAUGE;

    private static final int OLDER = NEWEST << 1 | NEWEST << 2;

    SensorWatch next(SensorSample sample) {
        LineSample line = sample.line();
        return new SensorWatch(
                (outside << 1 & OLDER) | outsideNow(sample),
                line,
                run(line.upstream(), last.upstream(), upstreamRun),
                run(line.downstream(), last.downstream(), downstreamRun));
    }

    /** One sensor of those without which the pump still knows what it gives: a pressure, the thermometer, the gauge. */
    boolean spareFailed() {
        int failed = failed();
        return Integer.bitCount(failed) == 1 && failed != AIR_DETECTOR;
    }

    /** The air detector, or more than one sensor. */
    boolean faulty() {
        int failed = failed();
        return failed == AIR_DETECTOR || Integer.bitCount(failed) > 1;
    }

    /** Whether the downstream pressure can be believed by this sensor's own record. */
    boolean believesDownstream() {
        return (failed() & DOWNSTREAM) == 0;
    }

    /** Whether the downstream pressure has said the same for so many samples. */
    boolean isDownstreamFrozen(int samples) {
        return downstreamRun >= samples;
    }

    /** Whether a pressure is one that a working sensor gives. */
    static boolean isCredible(Pressure pressure) {
        return !pressure.isBelow(LEAST) && !pressure.isAbove(MOST);
    }

    private int failed() {
        int stuck = (upstreamRun >= STUCK_SAMPLES ? UPSTREAM : 0) | (downstreamRun >= STUCK_SAMPLES ? DOWNSTREAM : 0);
        int older = outside >>> 1;
        int oldest = outside >>> 2;
        return stuck | (NEWEST & ((outside & older) | (outside & oldest) | (older & oldest)));
    }

    private static int run(Pressure now, Pressure before, int run) {
        return now.pascals() == before.pascals() ? Math.min(run + 1, STUCK_SAMPLES) : 0;
    }

    private static int outsideNow(SensorSample sample) {
        LineSample line = sample.line();
        int celsius = sample.enclosure().boardMilliCelsius();
        boolean airOutside = line.airDetectorMv() < 0 || line.airDetectorMv() > AIR_DETECTOR_MOST_MV;
        boolean heatOutside = celsius < COLDEST_MILLI_C || celsius > HOTTEST_MILLI_C;
        return (isCredible(line.upstream()) ? 0 : UPSTREAM)
                | (isCredible(line.downstream()) ? 0 : DOWNSTREAM)
                | (airOutside ? AIR_DETECTOR : 0)
                | (heatOutside ? THERMOMETER : 0)
                | (PowerWatch.isCharge(sample.power().chargePermille()) ? 0 : GAUGE);
    }
}
