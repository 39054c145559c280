package org.steadyflow.simulator.figure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.RunSetup;
import org.steadyflow.simulator.run.Simulation;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.SystemAction;
import org.steadyflow.simulator.scenario.WorldChanges;

/**
 * The highest rate at which a disk that stalls again and again, each time at another phase of the ledger's renewals,
 * slows nothing: the shaft stands at the end of the run where it stands with a disk that never stalls.
 */
public final class DiskStallFigure {
    private static final int LEAST_ML_PER_H = 1;
    private static final int MOST_ML_PER_H = 900;
    private static final List<Integer> WITH_FRAM_ML_PER_H = List.of(1, 25, 125, 138, 400, MOST_ML_PER_H);
    private static final int STALLS = 60;
    private static final Duration FIRST = Duration.ofMinutes(1);
    /** No multiple of a renewal's period at any rate of interest. */
    private static final Duration APART = Duration.ofMillis(7_013);

    private static final Duration LASTING = Duration.ofMinutes(9);
    private static final Duration ORDERED = Duration.ofMinutes(10);
    private static final long NL_PER_UL = 1_000;

    private DiskStallFigure() {}

    /**
     * @param unslowedMlPerH highest rate tried, in whole mL/h, that no stall slows
     * @param slowedMlPerH the next, where the shaft is behind at the end; the same where no rate is slowed
     * @param behindUl how far it is behind there
     */
    public record Figure(Copy copy, int stalls, long stallMs, int unslowedMlPerH, int slowedMlPerH, long behindUl) {}

    /** What keeps the ledger while the disk stalls. */
    public enum Copy {
        /** The copy in the FRAM, as a pump has it. */
        FRAM,
        /** Nothing: the memory chip is dead from the beginning. */
        NONE
    }

    /**
     * Tries rates from the slowest until one is slowed: each whole mL/h without a copy, a few up to the greatest with
     * one; {@code progress} hears of each.
     */
    public static Figure run(Duration stall, Copy copy, Runnable progress) throws IOException {
        int unslowed = 0;
        for (int rate : rates(copy)) {
            long behind = behindMicrosteps(rate, stall, copy);
            progress.run();
            if (behind > 0) {
                long behindNl =
                        PumpSetup.CASSETTE.microstep().volumeOfCeil(behind).nanolitres();
                return new Figure(copy, STALLS, stall.toMillis(), unslowed, rate, Math.ceilDiv(behindNl, NL_PER_UL));
            }
            unslowed = rate;
        }
        return new Figure(copy, STALLS, stall.toMillis(), unslowed, unslowed, 0);
    }

    private static List<Integer> rates(Copy copy) {
        return switch (copy) {
            case FRAM -> WITH_FRAM_ML_PER_H;
            case NONE ->
                IntStream.rangeClosed(LEAST_ML_PER_H, MOST_ML_PER_H).boxed().toList();
        };
    }

    private static long behindMicrosteps(int mlPerH, Duration stall, Copy copy) throws IOException {
        return Math.max(travel(mlPerH, copy, List.of()) - travel(mlPerH, copy, stalls(stall)), 0);
    }

    private static List<Scenario.Event> stalls(Duration lasting) {
        List<Scenario.Event> stalls = new ArrayList<>();
        for (int i = 0; i < STALLS; i++) {
            Duration after = FIRST.plus(APART.multipliedBy(i));
            stalls.add(new Scenario.Event(Scenario.Since.INFUSION_STARTED, after, new SystemAction.DiskStall(lasting)));
        }
        return stalls;
    }

    /** Where the true shaft stands at the end. */
    private static long travel(int mlPerH, Copy copy, List<Scenario.Event> stalls) throws IOException {
        List<Scenario.Event> events = new ArrayList<>(stalls);
        if (copy == Copy.NONE) {
            events.addFirst(new Scenario.Event(
                    Scenario.Since.INFUSION_STARTED, Duration.ofSeconds(1), new SystemAction.FramBroken()));
        }
        FlowRate rate = FlowRate.ofMillilitresPerHour(mlPerH);
        Scenario scenario = new Scenario(
                "stalling-disk",
                "The disk stalls again and again.",
                new Scenario.Expectation(Scenario.Outcome.RUNNING, Set.of()),
                Optional.of(LASTING),
                Optional.empty(),
                WorldChanges.NONE,
                events,
                List.of());
        long[] travel = {0};
        Watching watching = Watching.NOBODY.seenBy(truth -> travel[0] = truth.shaftMicrosteps());
        RunSetup setup = new RunSetup(FigureOrder.of(rate, rate.volumeIn(ORDERED)), scenario, 1)
                // a yield is taken up with a renewal: with compensation the shaft would tell of that too
                .with(Calibration.NONE);
        RunResult result = new Simulation(setup, watching).run();
        if (!result.referee().isEmpty()) {
            throw new IllegalStateException("at " + mlPerH + " mL/h: " + result.referee());
        }
        return travel[0];
    }
}
