package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Pressure;

/**
 * Readings that no working sensor gives: out of range (two of three samples), or a pressure that does not change by a
 * pascal for half a minute, which noise never allows.
 *
 * @param outside last three answers to "a reading is out of range"
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

    SensorWatch next(SensorSample sample) {
        LineSample line = sample.line();
        int bits = TwoOfThree.push(outside, isOutside(sample));
        return new SensorWatch(
                bits,
                line,
                run(line.upstream(), last.upstream(), upstreamRun),
                run(line.downstream(), last.downstream(), downstreamRun));
    }

    boolean faulty() {
        return TwoOfThree.holds(outside) || upstreamRun >= STUCK_SAMPLES || downstreamRun >= STUCK_SAMPLES;
    }

    private static int run(Pressure now, Pressure before, int run) {
        return now.pascals() == before.pascals() ? Math.min(run + 1, STUCK_SAMPLES) : 0;
    }

    private static boolean isOutside(SensorSample sample) {
        LineSample line = sample.line();
        int celsius = sample.enclosure().boardMilliCelsius();
        return isOutside(line.upstream())
                || isOutside(line.downstream())
                || line.airDetectorMv() < 0
                || line.airDetectorMv() > AIR_DETECTOR_MOST_MV
                || celsius < COLDEST_MILLI_C
                || celsius > HOTTEST_MILLI_C;
    }

    private static boolean isOutside(Pressure pressure) {
        return pressure.isBelow(LEAST) || pressure.isAbove(MOST);
    }
}
