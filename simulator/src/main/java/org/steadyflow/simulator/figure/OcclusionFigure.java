package org.steadyflow.simulator.figure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.RunSetup;
import org.steadyflow.simulator.run.Simulation;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.scenario.WorldChanges;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;

/**
 * How soon the motor stands after the true pressure crossed its limit: a closed line, seen after every physics step,
 * once for each seed. Noise of the sensor lets it stop before the crossing too; that counts as zero.
 */
public final class OcclusionFigure {
    private static final int RATE_ML_PER_H = 125;
    private static final FlowRate RATE = FlowRate.ofMillilitresPerHour(RATE_ML_PER_H);
    private static final Duration KINKED_AFTER = Duration.ofMinutes(2);
    private static final Duration LASTING = Duration.ofMinutes(20);
    private static final long NEVER = -1;

    private OcclusionFigure() {}

    /**
     * @param limitMmHg what the prescription allows
     * @param fewestTicks from the crossing to the motor's last movement, in ticks of 50 ms, of the quickest run
     * @param mostTicks the same of the slowest
     */
    public record Figure(int runs, long limitMmHg, int rateMlPerH, int fewestTicks, int mostTicks) {}

    /** Runs seeds 1 to {@code runs}; {@code progress} hears of each. */
    public static Figure run(int runs, Runnable progress) throws IOException {
        List<Integer> ticks = new ArrayList<>();
        for (int seed = 1; seed <= runs; seed++) {
            ticks.add(ticksToStop(seed));
            progress.run();
        }
        int least = ticks.stream().mapToInt(Integer::intValue).min().orElseThrow();
        int most = ticks.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return new Figure(runs, limitMmHg(), RATE_ML_PER_H, least, most);
    }

    private static int ticksToStop(int seed) throws IOException {
        Crossing crossing = new Crossing(limitMmHg());
        RunSetup setup = new RunSetup(FigureOrder.of(RATE, RATE.volumeIn(LASTING)), closedLine(), seed);
        RunResult result = new Simulation(setup, Watching.NOBODY.seenBy(crossing)).run();
        boolean isTold = result.alarms().stream().anyMatch(alarm -> alarm.code() == AlarmCode.OCCLUSION_DOWNSTREAM);
        if (!isTold || !result.referee().isEmpty()) {
            throw new IllegalStateException("seed " + seed + ": no occlusion was told, or the referee was not silent");
        }
        return crossing.ticks();
    }

    private static Scenario closedLine() {
        return new Scenario(
                "closed-line",
                "The line closes and stays closed.",
                new Scenario.Expectation(Scenario.Outcome.STOPPED, Set.of(AlarmCode.OCCLUSION_DOWNSTREAM)),
                Optional.of(LASTING),
                Optional.empty(),
                WorldChanges.NONE,
                List.of(new Scenario.Event(
                        Scenario.Since.INFUSION_STARTED,
                        KINKED_AFTER,
                        new WorldAction.KinkLine(Double.POSITIVE_INFINITY))),
                List.of());
    }

    private static long limitMmHg() {
        return LineLimits.USUAL.downstreamOcclusion().mmHg();
    }

    /**
     * Notes when the true pressure was first above the limit, and when the shaft turned on last: back-off counts not.
     */
    private static final class Crossing implements Watching.Onlooker {
        private final long limitMmHg;
        private long crossedNs = NEVER;
        private long turnedNs;
        private long forward;

        Crossing(long limitMmHg) {
            this.limitMmHg = limitMmHg;
        }

        @Override
        public void look(WorldTruth truth) {
            if (crossedNs == NEVER && truth.downstreamMmHg() > limitMmHg) {
                crossedNs = truth.nowNs();
            }
            if (truth.shaftForwardMicrosteps() > forward) {
                forward = truth.shaftForwardMicrosteps();
                turnedNs = truth.nowNs();
            }
        }

        int ticks() {
            long afterNs = crossedNs == NEVER ? 0 : Math.max(turnedNs - crossedNs, 0);
            return Math.toIntExact(Math.ceilDiv(afterNs, TherapyPlanner.TICK_NS));
        }
    }
}
