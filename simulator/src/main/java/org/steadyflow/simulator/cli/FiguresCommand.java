package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.emulated.ReferenceBoard;
import org.steadyflow.simulator.figure.ArithmeticFigure;
import org.steadyflow.simulator.figure.BusFigure;
import org.steadyflow.simulator.figure.DiskStallFigure;
import org.steadyflow.simulator.figure.OcclusionFigure;
import org.steadyflow.simulator.figure.PlannerFigure;
import org.steadyflow.simulator.figure.ReleaseFigure;
import org.steadyflow.simulator.realtime.RestartTrial;
import org.steadyflow.telemetry.message.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pump figures}: what docs/performance.md claims of exactness and of times, measured again. */
@Command(
        name = "figures",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the figures that this pump is built to.",
            "One line of JSON for each, with its target beside it:",
            "  arithmetic  planner and motion, tick by tick, against the exact travel; at most 1 microstep off",
            "  occlusion   true pressure over its limit to the motor's last movement; at most 3 ticks of 50 ms",
            "  release     what a closed line gives when it is opened 30 s after the alarm, stiff and soft set, limits of 100 to",
            "              300 mmHg, cassette and syringe-60; at most 200 uL",
            "  stall       highest rate that a disk that stalls for 1 s does not slow, with the ledger's copy in the FRAM and",
            "              with that chip dead; at least 100 mL/h",
            "  planner     a tick of planning in a program of 10,000 segments; at most 1.5 times one of ten",
            "  bus         bits and waits of a tick on an emulated board, at 500 kbaud and 400 kHz; at most 25 of 50 ms",
            "  restart     a control process that is killed in the middle of a drug that keeps somebody alive, from its next start",
            "              to the shaft's next movement, with drivers, self-test and monitor; at most 5 s and 128 MB",
            "Exit code 1 where a target is missed. See also: pump speed.",
            ""
        },
        footer = {"", "Examples:", "  pump figures", "  pump figures occlusion --runs 50"})
final class FiguresCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 365;
    private static final int MOST_RUNS = 10_000;
    private static final Duration STALL = Duration.ofSeconds(1);
    private static final int STALL_STEPS = 150;
    private static final int RESTARTS = 3;
    private static final List<Mechanism> RELEASED_BY = List.of(new Mechanism.Cassette(), Mechanism.Syringe.ML_60);

    @Parameters(paramLabel = "FIGURE", description = "Which ones (default: all).")
    private Set<Name> names = EnumSet.allOf(Name.class);

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days that arithmetic drives (default: ${DEFAULT-VALUE}).")
    private int days = 30;

    @Option(names = "--runs", paramLabel = "N", description = "Occlusions, a seed each (default: ${DEFAULT-VALUE}).")
    private int runs = 12;

    private boolean met = true;

    private enum Name {
        ARITHMETIC,
        OCCLUSION,
        RELEASE,
        STALL,
        PLANNER,
        BUS,
        RESTART
    }

    /** A line that is printed. */
    private record Line<T>(String figure, String target, boolean met, T measured) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (days < 1 || days > MOST_DAYS) {
            return refuse("--days: must be from 1 to " + MOST_DAYS + ", not " + days);
        }
        if (runs < 1 || runs > MOST_RUNS) {
            return refuse("--runs: must be from 1 to " + MOST_RUNS + ", not " + runs);
        }
        for (Name name : EnumSet.copyOf(names)) {
            switch (name) {
                case ARITHMETIC -> arithmetic();
                case OCCLUSION -> occlusion();
                case RELEASE -> release();
                case STALL -> stall();
                case PLANNER -> planner();
                case BUS -> bus();
                case RESTART -> restart();
            }
        }
        return met ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private void arithmetic() {
        List<ArithmeticFigure.Figure> figures;
        try (TerminalProgress bar = TerminalProgress.open("arithmetic")) {
            figures = ArithmeticFigure.run(days, bar.steps(ArithmeticFigure.RATES_ML_PER_H.size()));
        }
        for (ArithmeticFigure.Figure figure : figures) {
            print(Name.ARITHMETIC, "error_microsteps <= 1", Math.abs(figure.errorMicrosteps()) <= 1, figure);
        }
    }

    private void occlusion() throws IOException {
        OcclusionFigure.Figure figure;
        try (TerminalProgress bar = TerminalProgress.open("occlusion")) {
            figure = OcclusionFigure.run(runs, bar.steps(runs));
        }
        print(Name.OCCLUSION, "most_ticks <= 3", figure.mostTicks() <= 3, figure);
    }

    private void release() throws IOException {
        List<ReleaseFigure.Figure> figures = new ArrayList<>();
        int steps = ReleaseFigure.LIMITS_MMHG.size() * ReleaseFigure.SETS_ML_PER_MMHG.size() * RELEASED_BY.size();
        try (TerminalProgress bar = TerminalProgress.open("release")) {
            Runnable step = bar.steps(steps);
            for (Mechanism mechanism : RELEASED_BY) {
                figures.addAll(ReleaseFigure.run(mechanism, 1, step));
            }
        }
        for (ReleaseFigure.Figure figure : figures) {
            print(Name.RELEASE, "released_ul <= 200", figure.releasedUl() <= 200, figure);
        }
    }

    private void stall() throws IOException {
        List<DiskStallFigure.Figure> figures = new ArrayList<>();
        try (TerminalProgress bar = TerminalProgress.open("stall")) {
            Runnable step = bar.steps(STALL_STEPS);
            for (DiskStallFigure.Copy copy : DiskStallFigure.Copy.values()) {
                figures.add(DiskStallFigure.run(STALL, copy, step));
            }
        }
        for (DiskStallFigure.Figure figure : figures) {
            print(Name.STALL, "unslowed_ml_per_h >= 100", figure.unslowedMlPerH() >= 100, figure);
        }
    }

    private void planner() {
        PlannerFigure.Figure figure = PlannerFigure.run();
        print(Name.PLANNER, "ratio <= 150 %", figure.ratio() <= 150, figure);
    }

    private void restart() throws IOException, InterruptedException {
        List<RestartTrial.Measured> figures;
        try (TerminalProgress bar = TerminalProgress.open("restart")) {
            figures = RestartTrial.run(RESTARTS, bar.steps(RESTARTS));
        }
        for (RestartTrial.Measured figure : figures) {
            boolean isMet = figure.toMotionMs() <= 5_000 && figure.residentMb() <= 128;
            print(Name.RESTART, "to_motion_ms <= 5000, resident_mb <= 128", isMet, figure);
        }
    }

    private void bus() throws IOException {
        BusFigure.Figure figure = BusFigure.run(ReferenceBoard.file());
        print(Name.BUS, "worst_us <= 25000", figure.worstUs() <= 25_000, figure);
    }

    private <T> void print(Name name, String target, boolean isMet, T measured) {
        met &= isMet;
        System.out.println(Json.MAPPER.writeValueAsString(
                new Line<>(name.name().toLowerCase(Locale.ROOT), target, isMet, measured)));
    }

    private static int refuse(String why) {
        System.err.println(why);
        return ExitCode.BAD_INPUT;
    }
}
