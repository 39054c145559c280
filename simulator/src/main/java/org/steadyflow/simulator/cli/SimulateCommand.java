package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.app.MechanismOption;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.cli.InputFiles.BadFileException;
import org.steadyflow.simulator.run.Recording;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.RunSetup;
import org.steadyflow.simulator.run.Simulation;
import org.steadyflow.simulator.run.Trace;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.world.WorldFile;
import org.steadyflow.telemetry.message.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pump simulate}: one prescription in virtual time. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Infuse a prescription in virtual time: the real firmware against the simulated pump, line and patient.",
            "A simulated nurse accepts and starts it. It ends a minute after the infusion is complete, or when the",
            "scenario says. Exit code 0: the outcome is what the scenario expects and the referee is silent; 1: it is",
            "not; 2: a file is bad and nothing was started.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump simulate docs/examples/prescriptions/antibiotic-ceftriaxone.json",
            "  pump simulate docs/examples/prescriptions/22-erythropoietin.json \\",
            "       --mechanism syringe-3",
            "  pump simulate docs/examples/prescriptions/antibiotic-ceftriaxone.json \\",
            "       --scenario docs/examples/scenarios/kinked-line.json --out out/kink --trace-every 1"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int REASON_CHARS = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PRESCRIPTION",
            arity = "0..1",
            description = "Prescription file (docs/schema/prescription-1.schema.json).")
    private @Nullable Path prescription;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "What goes wrong and what people do; nothing by default.")
    private @Nullable Path scenario;

    @Option(
            names = "--mechanism",
            paramLabel = "NAME",
            converter = MechanismOption.class,
            completionCandidates = MechanismOption.Names.class,
            defaultValue = "cassette",
            description = "What the pump is built with: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Mechanism mechanism;

    @Option(
            names = "--library",
            paramLabel = "FILE",
            description = "Drug library of the pump; what it does not allow is not run.")
    private @Nullable Path library;

    @Option(
            names = "--monitor",
            description = "Fit the independent monitor: it watches the run and may cut the motor's power.")
    private boolean monitored;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why the nurse passes the library's soft limits: at most 200 characters.")
    private String reason = "";

    @Option(
            names = "--key",
            paramLabel = "PUBLIC",
            description = {
                "Public key of the pharmacy: the signatures FILE.sig beside prescription and library must be good.",
                "What is not signed, or not verified for want of a key, is run, and a line says so."
            })
    private @Nullable Path key;

    @Option(
            names = "--world",
            paramLabel = "FILE",
            description = "What of pump, line, container and patient differs from the usual (docs/world.md).")
    private @Nullable Path world;

    @Option(
            names = "--print-world",
            description = "Print every value of the world with its source, as a world file, and end.")
    private boolean printWorld;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "What this pump's set was found to give; pump calibrate makes the file.")
    private @Nullable Path calibration;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of noise and spreads (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Write result.json and trace.csv there.")
    private @Nullable Path out;

    @Option(
            names = "--trace-every",
            paramLabel = "S",
            description = "Seconds between rows of trace.csv (default: ${DEFAULT-VALUE}).")
    private double traceEveryS = 10;

    @Option(names = "--record", paramLabel = "FILE", description = "Record every tick there, for pump replay.")
    private @Nullable Path record;

    @Override
    public Integer call() throws IOException {
        Path ordered = prescription;
        if (printWorld) {
            return print();
        }
        if (ordered == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PRESCRIPTION'");
        }
        return simulate(ordered);
    }

    private Integer print() {
        try {
            WorldFile file = world == null ? WorldFile.USUAL : InputFiles.world(world, mechanism);
            System.out.print(file.text(mechanism));
            return ExitCode.OK;
        } catch (BadFileException e) {
            System.err.println(e.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }

    private RunSetup inWorld(RunSetup setup) throws BadFileException {
        return world == null ? setup : setup.in(InputFiles.world(world, mechanism));
    }

    private Integer simulate(Path ordered) throws IOException {
        RunSetup setup;
        List<String> warnings;
        try {
            Reading.Accepted read = InputFiles.prescription(ordered);
            Order order = Order.of(read.prescription(), read.canonicalText(), read.sha256());
            Optional<LibraryReading.Accepted> known =
                    library == null ? Optional.empty() : Optional.of(InputFiles.library(library));
            Optional<SetFactor> factor = calibration == null
                    ? Optional.empty()
                    : Optional.of(InputFiles.calibration(calibration, mechanism));
            warnings = new SignatureOption(key).verify(ordered, read, library, known);
            Scenario played = scenario == null ? Scenario.NOTHING_WRONG : InputFiles.scenario(scenario);
            RunSetup plain = inWorld(new RunSetup(order, played, seed, mechanism, known, reason))
                    .with(Calibration.of(mechanism, factor));
            setup = monitored ? plain.withMonitor() : plain;
            InputFiles.require(ordered, setup.refusals());
            if (scenario != null) {
                InputFiles.require(scenario, setup.scenarioRefusals());
            }
        } catch (BadFileException e) {
            System.err.println(e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (reason.length() > REASON_CHARS) {
            System.err.println("--reason: must be at most " + REASON_CHARS + " characters");
            return ExitCode.BAD_INPUT;
        }
        if (!(traceEveryS >= 0.05 && traceEveryS <= 86_400)) {
            System.err.println("--trace-every: must be from 0.05 to 86,400 seconds, not " + traceEveryS);
            return ExitCode.BAD_INPUT;
        }
        RunResult result;
        try {
            result = run(setup);
        } catch (UnwritableException e) {
            System.err.println(e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        warnings.forEach(warning -> System.out.println("warning      " + warning));
        SimulationReport.print(result, setup.scenario(), System.out);
        return result.isAsExpected(setup.scenario()) ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    /** An option names a place that cannot be written; nothing was started. */
    private static final class UnwritableException extends Exception {
        private static final long serialVersionUID = 1;

        UnwritableException(String option, IOException cause) {
            super(option + ": cannot be written: " + Complaints.sentence(cause), cause);
        }
    }

    private RunResult run(RunSetup setup) throws IOException, UnwritableException {
        Path folder = out;
        if (folder == null) {
            return watched(setup, Watching.NOBODY);
        }
        long everyNs = Math.round(traceEveryS * Duration.ofSeconds(1).toNanos());
        Path report = folder.resolve("result.json");
        RunResult result;
        try (Writer rows = openTrace(folder, report)) {
            result = watched(
                    setup,
                    Watching.NOBODY.tracedBy(
                            (truth, microstep) -> Optional.of(new Trace(rows, truth, microstep, everyNs))));
        }
        Files.writeString(report, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
        return result;
    }

    /** Opens both files before anything starts; an old result goes. */
    private static Writer openTrace(Path folder, Path report) throws UnwritableException {
        try {
            Files.createDirectories(folder);
            Files.writeString(report, "");
            return Files.newBufferedWriter(folder.resolve("trace.csv"));
        } catch (IOException e) {
            throw new UnwritableException("--out", e);
        }
    }

    private RunResult watched(RunSetup setup, Watching watching) throws IOException, UnwritableException {
        Path file = record;
        if (file == null) {
            return simulateTold(setup, watching);
        }
        try (Recording recording = openRecording(file, setup)) {
            return simulateTold(setup, watching.recordedBy(recording));
        }
    }

    private static Recording openRecording(Path file, RunSetup setup) throws UnwritableException {
        try {
            return new Recording(file, setup.mechanism(), setup.library(), setup.calibration());
        } catch (IOException e) {
            throw new UnwritableException("--record", e);
        }
    }

    private static RunResult simulateTold(RunSetup setup, Watching watching) throws IOException {
        try (TerminalProgress bar = TerminalProgress.open("infusing")) {
            return new Simulation(setup, watching.toldTo(bar::reached)).run();
        }
    }

    /** The report that people read. */
    private static final class SimulationReport {
        static void print(RunResult result, Scenario scenario, PrintStream to) {
            to.println("outcome      " + result.outcome() + ", expected "
                    + scenario.expectation().outcome().name().toLowerCase(Locale.ROOT));
            to.println("prescribed   " + plain(result.programmedMl()) + " mL");
            to.println(
                    "delivered    " + plain(result.trueDeliveredMl()) + " mL left the line, keep-open flow included");
            to.println("recorded     " + plain(result.recordedLowerMl()) + " to " + plain(result.recordedUpperMl())
                    + " mL");
            to.println("took         " + plain(result.simulatedS()) + " s simulated, " + plain(result.cpuS())
                    + " s of CPU");
            for (RunResult.Part part : result.parts()) {
                to.println("part         " + part.name() + ": " + plain(part.trueMl()) + " mL from "
                        + plain(part.startS())
                        + " s to " + part.endS().map(SimulationReport::plain).orElse("the end of the run")
                        + part.endS().map(_ -> " s").orElse(""));
            }
            for (RunResult.RaisedAlarm alarm : result.alarms()) {
                to.println("alarm        " + alarm.code() + " ("
                        + alarm.priority().name().toLowerCase(Locale.ROOT)
                        + ") at " + plain(alarm.raisedS()) + " s"
                        + alarm.motorStoppedS()
                                .map(at -> ", motor still at " + plain(at) + " s")
                                .orElse("")
                        + alarm.endedS()
                                .map(at -> ", over at " + plain(at) + " s")
                                .orElse(""));
            }
            result.missingAlarms(scenario).forEach(code -> to.println("missing      " + code + " was expected"));
            result.illustration()
                    .ifPresent(shown -> to.println("patient      " + shown.drug() + " at the effect site at most "
                            + plain(shown.peakEffectNgPerMl()) + " ng/mL (relieves pain from "
                            + plain(shown.leastEffectiveNgPerMl()) + "), breathing at least "
                            + plain(shown.leastBreathingPercent()) + " % of normal; " + shown.note()));
            to.println("referee      "
                    + (result.referee().isEmpty() ? "silent" : result.referee().size() + " violations"));
            result.referee().forEach(violation -> to.println("             " + violation));
        }

        private static String plain(java.math.BigDecimal number) {
            return number.setScale(3, java.math.RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }
}
