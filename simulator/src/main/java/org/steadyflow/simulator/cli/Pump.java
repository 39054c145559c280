package org.steadyflow.simulator.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.steadyflow.firmware.app.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of the command line, {@code pump}. It does nothing by itself: {@link #commands()} lists what it can do.
 *
 * <p>Exit codes: 0 as asked, 1 the run ended otherwise, 2 bad arguments or a bad file, 3 it could not start.
 */
@Command(
        name = "pump",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Steadyflow: a home-infusion pump, its simulated world and its telemetry.",
            "Research and teaching software, not for use on people.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {"", "pump COMMAND --help says what a command takes. PUMP_LOG=INFO shows the log."})
public final class Pump implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    /** Without a command there is nothing to do: usage on standard error, exit code 2. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    public static void main(String[] args) {
        int code = execute(args);
        Thread.ofPlatform().daemon().name("last resort").start(() -> halt(code));
        System.exit(code);
    }

    /** An error must not leave main by itself: threads of libraries would keep the process, and it would never end. */
    @SuppressWarnings("CatchAndPrintStackTrace") // a defect of ours or of the installation: it shows where
    private static int execute(String[] args) {
        try {
            return commandLine().execute(args);
        } catch (Error defect) {
            defect.printStackTrace();
            return ExitCode.NOT_AS_EXPECTED;
        }
    }

    /** The libraries in this process have shutdown hooks of their own; one that hangs does not keep the command. */
    private static void halt(int code) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
        Runtime.getRuntime().halt(code);
    }

    /** The whole command line, for main and for tests. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Pump());
        commands().forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Complaints::ofArguments)
                .setExecutionExceptionHandler(Complaints::ofExecution);
    }

    /** Every command in the order of the help: objects annotated with {@link Command}, one class each. */
    private static List<Object> commands() {
        return List.of(
                new DemoCommand(),
                new SimulateCommand(),
                new TherapiesCommand(),
                new ReplayCommand(),
                new JournalCommand(),
                new SignCommand(),
                new CalibrateCommand(),
                new OrderCommand(),
                new SpeedCommand(),
                new BenchCommand(),
                new FiguresCommand(),
                new BoardCommand(),
                new RealtimeCommand(),
                new ControlCommand(),
                new MonitorCommand(),
                new WorldCommand());
    }
}
