package org.steadyflow.simulator.figure;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.motion.PartTravel;
import org.steadyflow.firmware.therapy.Demand;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Whether a tick of planning costs the same in a long program as in a short one. */
public final class PlannerFigure {
    private static final int SHORT = 10;
    private static final int TICKS = 4_000_000;
    private static final FlowRate RATE = FlowRate.ofMillilitresPerHour(120);
    /** A few ticks each: the long program is walked through again and again. */
    private static final Volume STEP = RATE.volumeIn(10 * TherapyPlanner.TICK_NS);

    private PlannerFigure() {}

    /**
     * @param segments of the long program
     * @param shortNs CPU of a tick in a program of ten segments
     * @param longNs the same in the long one
     * @param ratio long over short, in percent
     */
    public record Figure(int segments, long shortNs, long longNs, long ratio) {}

    /** The shorter of several runs of each, after a warm-up. */
    public static Figure run() {
        Program brief = program(SHORT);
        Program extended = program(Program.LIMIT_SEGMENTS);
        long briefNs = Long.MAX_VALUE;
        long extendedNs = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            briefNs = Math.min(briefNs, cpuNs(brief));
            extendedNs = Math.min(extendedNs, cpuNs(extended));
        }
        return new Figure(
                Program.LIMIT_SEGMENTS, briefNs / TICKS, extendedNs / TICKS, Math.round(100.0 * extendedNs / briefNs));
    }

    private static Program program(int segments) {
        List<Segment> steps = new ArrayList<>();
        for (int step = 1; step <= segments; step++) {
            steps.add(new Segment.Deliver("step " + step, 1, STEP, RATE));
        }
        return new Program(steps);
    }

    private static long cpuNs(Program program) {
        long beforeNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int part = 0;
        long travel = 0;
        Progress progress = Progress.startOf(part);
        for (int tick = 0; tick < TICKS; tick++) {
            Segment segment = program.segment(part);
            Volume shaft = new Volume(progress.dueNl());
            progress = TherapyPlanner.advance(segment, progress, TherapyPlanner.TICK_NS, shaft, Volume.ZERO);
            Demand demand = TherapyPlanner.demand(segment, progress);
            travel += PartTravel.of(PumpSetup.CASSETTE.microstep(), program, part, demand.ahead());
            if (progress.dueNl() >= segment.volume().nanolitres()) {
                part = (part + 1) % program.end();
                progress = Progress.startOf(part);
            }
        }
        long tookNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - beforeNs;
        if (travel <= 0) {
            throw new IllegalStateException("nothing was planned");
        }
        return tookNs;
    }
}
