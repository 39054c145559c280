package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.steadyflow.simulator.realtime.Comparison;
import org.steadyflow.simulator.realtime.Latencies;
import org.steadyflow.simulator.realtime.Neighbour;
import org.steadyflow.simulator.realtime.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pump realtime}: how punctual the tick is, beside cyclictest on the same machine at the same time. */
@Command(
        name = "realtime",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how late the pump's tick begins, beside cyclictest on this machine.",
            "A whole pump ticks in a process of its own, with the options of the one on the board, on one core; cyclictest",
            "(package rt-tests) runs at the same time, interval and priority on another. Then they change cores. Prints",
            "microseconds of lateness and the ratios over both runs; targets: p50 1.1, p99 1.25, p99.9 1.5. Nothing is",
            "judged where cyclictest itself was late by 5 ms, nor a percentile with fewer than ten ticks beyond it.",
            "Exit codes: 1 a target is missed; 2 bad arguments; 3 it could not be measured.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump realtime",
            "  pump realtime --seconds 600 --stress",
            "  pump realtime --interval 1 --seconds 30     30,000 wake-ups a run: enough for p99.9"
        })
final class RealtimeCommand implements Callable<Integer> {
    private static final int NOT_MEASURED = 3;
    private static final int LEAST_CORES = 2;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_INTERVAL_MS = 1_000;
    private static final int MOST_PRIORITY = 99;
    private static final int RUNS = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Length of each of the two runs (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--interval",
            paramLabel = "MS",
            description = {
                "Milliseconds from tick to tick, of both (default: ${DEFAULT-VALUE}, the pump's own). A shorter one gives",
                "more wake-ups, each with the work of a whole tick, and a core that sleeps less deeply."
            })
    private int intervalMs = 50;

    @Option(
            names = "--priority",
            paramLabel = "P",
            description = "Real-time priority of both, 0 for none (default: ${DEFAULT-VALUE}).")
    private int priority = 80;

    @Option(names = "--stress", description = "Let a third process allocate 200 MB a second.")
    private boolean stress;

    @Override
    public Integer call() throws InterruptedException {
        requireRange("--seconds", seconds, 1, MOST_SECONDS);
        requireRange("--interval", intervalMs, 1, MOST_INTERVAL_MS);
        requireRange("--priority", priority, 0, MOST_PRIORITY);
        if (Runtime.getRuntime().availableProcessors() < LEAST_CORES) {
            return notMeasured("two cores are needed, one for the pump and one for cyclictest");
        }
        try {
            return show(measure());
        } catch (IOException e) {
            return notMeasured(String.valueOf(e.getMessage()));
        }
    }

    private List<Trial.Measured> measure() throws IOException, InterruptedException {
        List<Trial.Measured> measured = new ArrayList<>();
        Optional<Neighbour> neighbour = stress ? Optional.of(Neighbour.start()) : Optional.empty();
        try (TerminalProgress bar = TerminalProgress.open("ticking")) {
            for (int run = 0; run < RUNS; run++) {
                Trial trial = new Trial(
                        Duration.ofMillis(intervalMs), Duration.ofSeconds(seconds), priority, run, RUNS - 1 - run);
                double before = run;
                measured.add(trial.run(share -> bar.share((before + share) / RUNS)));
            }
        } finally {
            if (neighbour.isPresent()) {
                neighbour.get().close();
            }
        }
        return measured;
    }

    private int show(List<Trial.Measured> runs) {
        PrintWriter out = spec.commandLine().getOut();
        runs.getFirst().tick().rights().forEach(right -> out.println("  " + right));
        out.printf(
                Locale.ROOT,
                "%-24s%9s%8s%8s%8s%8s%10s%n",
                "us of lateness",
                "wake-ups",
                "p50",
                "p99",
                "p99.9",
                "max",
                "> 10 ms");
        for (Trial.Measured run : runs) {
            row(out, "tick, core " + run.trial().tickCore(), run.tick().latencies());
            run.cyclic()
                    .ifPresent(
                            cyclic -> row(out, "cyclictest, core " + run.trial().cyclicCore(), cyclic));
        }
        out.println("ticks left out " + sum(runs, true) + ", collections " + sum(runs, false) + ", a tick allocates "
                + runs.getLast().tick().allocatedBytesPerTick() + " bytes, infusion at the end "
                + runs.getLast().tick().phase());
        List<Latencies> cyclics =
                runs.stream().flatMap(run -> run.cyclic().stream()).toList();
        if (cyclics.size() < runs.size()) {
            out.println("cyclictest is not installed, so there is nothing to compare with: install Debian's rt-tests.");
            out.flush();
            return ExitCode.OK;
        }
        return judge(
                out,
                Comparison.of(runs.stream().map(run -> run.tick().latencies()).toList(), cyclics));
    }

    private static long sum(List<Trial.Measured> runs, boolean missed) {
        return runs.stream()
                .mapToLong(run -> missed ? run.tick().missed() : run.tick().collections())
                .sum();
    }

    private static int judge(PrintWriter out, Comparison both) {
        out.printf(
                Locale.ROOT,
                "%-24s%9s%8s%8s%8s%8s%n",
                "tick / cyclictest, both",
                "",
                both.ratio(Comparison.Target.P50),
                both.ratio(Comparison.Target.P99),
                both.ratio(Comparison.Target.P999),
                both.ratioOfMax());
        both.unjudged().forEach(out::println);
        both.missed().forEach(out::println);
        if (both.unjudged().isEmpty() && both.missed().isEmpty()) {
            out.println("All targets are met.");
        }
        out.flush();
        return both.missed().isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private static void row(PrintWriter out, String who, Latencies latencies) {
        out.printf(
                Locale.ROOT,
                "%-24s%9d%8d%8d%8d%8d%10d%n",
                who,
                latencies.total(),
                latencies.atMostUs(Comparison.Target.P50.perMille()),
                latencies.atMostUs(Comparison.Target.P99.perMille()),
                latencies.atMostUs(Comparison.Target.P999.perMille()),
                latencies.maxUs(),
                latencies.laterThanUs(Comparison.LATE_US));
    }

    private void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), name + ": must be from " + least + " to " + most + ", not " + value + ".");
        }
    }

    private int notMeasured(String why) {
        spec.commandLine().getErr().println("pump realtime: " + why);
        return NOT_MEASURED;
    }
}
