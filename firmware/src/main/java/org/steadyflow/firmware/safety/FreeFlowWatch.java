package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.Pressure;

/**
 * Liquid that runs past the mechanism by its own weight. The encoder cannot see it, the pressures can: flow through an
 * open set takes pressure from the container's side and gives it to the patient's side, and a container that is taken
 * down takes from the one and gives nothing to the other. Watched while nothing is commanded and the door is open or
 * the set out of its place, against the last second of rest before.
 *
 * @param rest pressures of the last whole second in which nothing moved and all was closed
 * @param second the second of rest that is being measured
 * @param stillSinceNs since when nothing is commanded; {@link #MOVING} while a flow is wanted
 * @param run samples in a row that show free flow
 * @param runs holds until door and set are closed
 */
record FreeFlowWatch(Levels rest, Levels second, long stillSinceNs, int run, boolean runs) {
    /** A smaller difference of rest drives no flow that matters, and could not be told from noise. */
    static final Pressure LEAST_DRIVE = Pressure.ofMmHg(10);
    /** What the line stored has run off by then, even after the fastest flow. */
    static final long SETTLED_NS = 1_000_000_000L;
    /** 0.8 s of ticks: with the settling an alarm 1.8 s after the door opened. */
    static final int RUN_SAMPLES = 16;
    /** Each side must have come this part of the way to the other. */
    private static final int SHARE = 5;

    private static final long MOVING = Long.MAX_VALUE;

    static final FreeFlowWatch START = new FreeFlowWatch(Levels.NONE, Levels.NONE, MOVING, 0, false);

    /** Sums of both pressures, pascals, over at most a second of samples. */
    record Levels(long upstreamPa, long downstreamPa, int count) {
        static final Levels NONE = new Levels(0, 0, 0);

        Levels with(LineSample line) {
            return new Levels(
                    upstreamPa + line.upstream().pascals(),
                    downstreamPa + line.downstream().pascals(),
                    count + 1);
        }

        boolean isWhole() {
            return count == Baseline.SAMPLES;
        }

        /** Whether both sides have come towards each other since. */
        boolean isMixedAt(LineSample line) {
            long drivePa = (upstreamPa - downstreamPa) / Baseline.SAMPLES;
            long partPa = drivePa / SHARE;
            return isWhole()
                    && drivePa >= LEAST_DRIVE.pascals()
                    && line.upstream().pascals() <= upstreamPa / Baseline.SAMPLES - partPa
                    && line.downstream().pascals() >= downstreamPa / Baseline.SAMPLES + partPa;
        }
    }

    FreeFlowWatch next(LineSample line, EnclosureSample enclosure, boolean flowing, long nowNs) {
        boolean open = !enclosure.doorClosed() || !enclosure.setSeated();
        if (flowing) {
            boolean isSame = stillSinceNs == MOVING && !runs;
            return isSame ? this : new FreeFlowWatch(rest, Levels.NONE, MOVING, 0, runs && open);
        }
        long since = Math.min(stillSinceNs, nowNs);
        if (nowNs - since < SETTLED_NS) {
            return new FreeFlowWatch(rest, Levels.NONE, since, 0, runs && open);
        }
        return open ? whileOpen(line, since) : whileClosed(line, since);
    }

    private FreeFlowWatch whileOpen(LineSample line, long since) {
        int nextRun = rest.isMixedAt(line) ? Math.min(run + 1, RUN_SAMPLES) : 0;
        return new FreeFlowWatch(rest, Levels.NONE, since, nextRun, runs || nextRun == RUN_SAMPLES);
    }

    private FreeFlowWatch whileClosed(LineSample line, long since) {
        Levels measured = second.with(line);
        return measured.isWhole()
                ? new FreeFlowWatch(measured, Levels.NONE, since, 0, false)
                : new FreeFlowWatch(rest, measured, since, 0, false);
    }
}
