package org.steadyflow.firmware.app;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the pump's own command line, {@code steadyflow}: one program for each process of the pump. */
@Command(
        name = "steadyflow",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "The processes of a Steadyflow pump.",
            "Research and teaching software, not for use on people.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {"", "steadyflow COMMAND --help says what a command takes. STEADYFLOW_LOG=DEBUG says more in the log."
        })
public final class Steadyflow implements Runnable {
    private static final List<Program> PROGRAMS = List.of(
            ControlProgram.PROGRAM,
            MonitorProgram.PROGRAM,
            PanelProgram.PROGRAM,
            LinkProgram.PROGRAM,
            BoardPrograms.CHECK,
            BoardPrograms.SET_CLOCK,
            TherapyStateProgram.PROGRAM,
            Rehearsal.PROGRAM);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    /** Without a command there is nothing to do: usage on standard error, exit code 2. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, for main and for tests. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Steadyflow());
        PROGRAMS.forEach(program -> line.addSubcommand(program.name(), ProgramCommand.of(program)));
        line.addSubcommand(new CalibrateCommand());
        CommandLine update = new CommandLine(new UpdateCommand());
        update.addSubcommand("check", ProgramCommand.of(UpdateCheckProgram.PROGRAM));
        update.addSubcommand(new UpdateMakeCommand());
        return line.addSubcommand(update);
    }
}
