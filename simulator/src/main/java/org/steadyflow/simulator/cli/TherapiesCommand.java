package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.steadyflow.simulator.therapies.TherapyRow;
import org.steadyflow.simulator.therapies.TherapyRun;
import org.steadyflow.simulator.therapies.TherapyTable;
import org.steadyflow.telemetry.message.AlarmCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pump therapies}: every therapy of the home, from its prescription file to the vein. */
@Command(
        name = "therapies",
        mixinStandardHelpOptions = true,
        description = {
            "Run an example of each therapy of the home and judge what really left the line.",
            "Flows over time, the whole volume and the alarms are compared with docs/examples/therapies.json. The firmware runs",
            "against the simulated pump, line and patient, the referee looks on, and all cores are used.",
            "Exit code 0: every row is ok; 1: one is not, and why is told below the table.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump therapies",
            "  pump therapies --only 8,9,10 --seed 7",
            "  pump therapies --monitor"
        })
final class TherapiesCommand implements Callable<Integer> {
    @Option(names = "--only", paramLabel = "N", split = ",", description = "Only these rows.")
    private List<Integer> only = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of noise and spreads (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--monitor",
            description = "Fit the independent monitor to each pump, which costs half as much again.")
    private boolean monitored;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<TherapyRow> all = TherapyTable.rows();
        List<TherapyRow> rows = all.stream()
                .filter(row -> only.isEmpty() || only.contains(row.id()))
                .toList();
        boolean isKnown = only.stream().allMatch(id -> all.stream().anyMatch(row -> row.id() == id));
        if (!isKnown) {
            System.err.println("--only: write numbers from 1 to " + all.size() + ", separated by commas");
            return ExitCode.BAD_INPUT;
        }
        List<TherapyRun.Outcome> outcomes = run(rows);
        print(outcomes, System.out);
        return outcomes.stream().allMatch(TherapyRun.Outcome::isRight) ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private List<TherapyRun.Outcome> run(List<TherapyRow> rows) throws IOException, InterruptedException {
        List<TherapyRun.Outcome> outcomes = new ArrayList<>();
        try (ExecutorService cores =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
                TerminalProgress bar = TerminalProgress.open("therapies")) {
            Runnable step = bar.steps(rows.size());
            List<Future<TherapyRun.Outcome>> running = new ArrayList<>();
            for (TherapyRow row : rows) {
                running.add(cores.submit(() -> TherapyRun.run(row, seed, monitored)));
            }
            for (Future<TherapyRun.Outcome> outcome : running) {
                outcomes.add(outcome.get());
                step.run();
            }
        } catch (ExecutionException e) {
            throw new IOException("a therapy could not be run: " + e.getCause(), e);
        }
        return outcomes;
    }

    private static void print(List<TherapyRun.Outcome> outcomes, PrintStream to) {
        String form = "%3s  %-42s %-20s %13s %13s %8s  %-34s %s%n";
        to.printf(
                Locale.ROOT,
                form,
                "id",
                "therapy",
                "regimen",
                "prescribed mL",
                "delivered mL",
                "error %",
                "alarms",
                "");
        for (TherapyRun.Outcome outcome : outcomes) {
            TherapyRow row = outcome.row();
            to.printf(
                    Locale.ROOT,
                    form,
                    row.id(),
                    row.therapy(),
                    row.regimen(),
                    number(outcome.prescribedMl(), 2),
                    number(outcome.deliveredMl(), 3),
                    number(outcome.errorPercent(), 1),
                    alarms(row.alarms(), outcome.seen()),
                    outcome.isRight() ? "ok" : "NOT OK");
        }
        for (TherapyRun.Outcome outcome : outcomes) {
            outcome.faults().forEach(fault -> to.println("row " + outcome.row().id() + ": " + fault));
        }
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** Those that are expected and seen; what is only one of the two is marked. */
    private static String alarms(Set<AlarmCode> expected, Set<AlarmCode> seen) {
        Set<AlarmCode> both = EnumSet.noneOf(AlarmCode.class);
        both.addAll(expected);
        both.addAll(seen);
        List<String> words = new ArrayList<>();
        for (AlarmCode code : both) {
            String mark = expected.contains(code) ? (seen.contains(code) ? "" : "missing ") : "unexpected ";
            words.add(mark + code);
        }
        return words.isEmpty() ? "none" : String.join(" ", words);
    }
}
