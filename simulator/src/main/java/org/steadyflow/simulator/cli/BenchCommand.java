package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.app.MechanismOption;
import org.steadyflow.firmware.prescription.FileLimits;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.simulator.bench.Bench;
import org.steadyflow.simulator.bench.report.CsvFiles;
import org.steadyflow.simulator.bench.report.DocumentPart;
import org.steadyflow.simulator.bench.report.HtmlReport;
import org.steadyflow.simulator.bench.report.SummaryFile;
import org.steadyflow.simulator.bench.report.Verdicts;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.trial.BenchSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pump bench}: the delivery tests of a laboratory, in the simulated world. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure what a laboratory would measure of an infusion pump.",
            "The real firmware runs against the simulated mechanism, line and balance; flow is reckoned from mass alone.",
            "Writes report.html, summary.json and the curves as CSV to the folder of --out, and prints what is missed.",
            "Exit code 0: it ran, whatever it measured; 2: an option is wrong and nothing was run. All cores are used.",
            "",
            "Tests: mean-error, start-up, trumpet, low-rate, set-age, back-pressure, head, temperature, viscosity,",
            "bolus, occlusion, air, free-flow, single-fault, battery, drift. docs/bench.md says what each does.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump bench --out out/bench",
            "  pump bench --tests trumpet,mean-error --rates 5,25,125 --sets 20",
            "  pump bench --mechanism syringe-10 --tests low-rate",
            "  pump bench --page docs/bench.md"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_SETS = 10_000;
    private static final int MOST_RATES = 20;
    /** What the targets say of syringes, and what else tells something about them. */
    private static final Set<TestName> USUAL_OF_SYRINGE = EnumSet.of(
            TestName.MEAN_ERROR,
            TestName.START_UP,
            TestName.TRUMPET,
            TestName.LOW_RATE,
            TestName.BACK_PRESSURE,
            TestName.BOLUS,
            TestName.OCCLUSION,
            TestName.SINGLE_FAULT);

    @Option(
            names = "--mechanism",
            paramLabel = "NAME",
            converter = MechanismOption.class,
            completionCandidates = MechanismOption.Names.class,
            description = {
                "What the pump is built with: ${COMPLETION-CANDIDATES}.",
                "Default: cassette, and syringe-60 in the tests that have targets for it."
            })
    private @Nullable Mechanism mechanism;

    @Option(names = "--tests", paramLabel = "LIST", split = ",", description = "Only these tests (default: all).")
    private List<String> tests = List.of();

    @Option(
            names = "--rates",
            paramLabel = "LIST",
            split = ",",
            description =
                    "mL/h, in the place of the rates of mean-error, start-up, trumpet, low-rate, occlusion and air.")
    private List<BigDecimal> rates = List.of();

    @Option(
            names = "--sets",
            paramLabel = "N",
            description =
                    "Sets that the mean error is taken over; other tests take a part (default: ${DEFAULT-VALUE}).")
    private int sets = BenchSettings.USUAL_SETS;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where report, summary and curves go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("out", "bench");

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Also renew the figures of this Markdown page, and its pictures in images/bench beside it.")
    private @Nullable Path page;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> fault = fault();
        if (fault.isPresent()) {
            System.err.println(fault.get());
            return ExitCode.BAD_INPUT;
        }
        if (page != null) {
            DocumentPart.check(page);
        }
        Files.createDirectories(out);
        Bench bench = bench();
        List<TestResult> results;
        try (QuietLog _ = QuietLog.begin();
                TerminalProgress bar = TerminalProgress.open("bench")) {
            results = bench.run(bar::reached);
        }
        SummaryFile.write(results, out.resolve("summary.json"));
        CsvFiles.write(results, out.resolve("curves"));
        HtmlReport.write(results, out.resolve("report.html"));
        if (page != null) {
            DocumentPart.write(results, page);
        }
        print(Verdicts.of(results), System.out);
        return ExitCode.OK;
    }

    /** The first thing that is wrong with the options, in a sentence. */
    private Optional<String> fault() {
        Optional<String> unknown =
                tests.stream().filter(name -> TestName.labelled(name).isEmpty()).findFirst();
        if (unknown.isPresent()) {
            return Optional.of("--tests: there is no test \"" + unknown.get() + "\"; write one or more of "
                    + String.join(", ", TestName.labels()));
        }
        if (sets < 1 || sets > MOST_SETS) {
            return Optional.of("--sets: must be from 1 to " + MOST_SETS + ", not " + sets);
        }
        if (rates.size() > MOST_RATES) {
            return Optional.of("--rates: at most " + MOST_RATES + " of them");
        }
        Mechanism builtWith = mechanism == null ? new Mechanism.Cassette() : mechanism;
        return rates.stream()
                .filter(rate -> !isDelivered(builtWith, rate))
                .findFirst()
                .map(rate -> "--rates: " + rate.toPlainString() + " mL/h is not what this pump's " + builtWith.label()
                        + " gives, which is " + builtWith.leastRate() + " to " + builtWith.mostRate());
    }

    private static boolean isDelivered(Mechanism mechanism, BigDecimal mlPerH) {
        boolean isWritten = mlPerH.signum() > 0
                && mlPerH.compareTo(BigDecimal.valueOf(FileLimits.RATE_MOST.nanolitresPerHour(), 6)) <= 0
                && mlPerH.stripTrailingZeros().scale() <= 3;
        if (!isWritten) {
            return false;
        }
        FlowRate rate = FlowRate.ofMillilitresPerHour(mlPerH);
        return rate.compareTo(mechanism.leastRate()) >= 0 && rate.compareTo(mechanism.mostRate()) <= 0;
    }

    private Bench bench() {
        Bench bench = new Bench();
        if (mechanism != null) {
            addTo(bench, mechanism, EnumSet.allOf(TestName.class));
        } else {
            addTo(bench, new Mechanism.Cassette(), EnumSet.allOf(TestName.class));
            addTo(bench, Mechanism.Syringe.ML_60, USUAL_OF_SYRINGE);
        }
        return bench;
    }

    private void addTo(Bench bench, Mechanism builtWith, Set<TestName> among) {
        BenchSettings settings = new BenchSettings(builtWith, rates, sets);
        Set<TestName> chosen = EnumSet.noneOf(TestName.class);
        tests.forEach(name -> TestName.labelled(name).ifPresent(chosen::add));
        for (TestName test : tests.isEmpty() ? among : chosen) {
            if (among.contains(test) && Bench.applies(test, settings)) {
                bench.add(test, settings);
            }
        }
    }

    private void print(Verdicts verdicts, PrintStream to) {
        List<Row> missed = verdicts.missed();
        to.printf(
                Locale.ROOT,
                "%d figures meet their target, %d miss it, %d have none%n",
                verdicts.met(),
                missed.size(),
                verdicts.reported());
        for (Row row : missed) {
            to.println("missed: " + row.test() + ", " + row.condition() + ": " + Verdicts.value(row) + ", target "
                    + row.limit().orElseThrow() + " " + row.unit());
        }
        to.println(out.resolve("report.html"));
    }
}
