package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardReading;
import org.steadyflow.hal.board.PartReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pump board}: a board and its file. */
@Command(
        name = "board",
        mixinStandardHelpOptions = true,
        description = "Look at a board: every part of it, through its drivers.",
        footer = {"", "Examples:", "  pump board check --board docs/examples/boards/reference.json"},
        subcommands = BoardCommand.Check.class)
final class BoardCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: pump board check --board FILE");
    }

    /** {@code pump board check}: asks each part once. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Ask every part of a board once, and print what each said. Nothing moves, and the motor has no power.",
                "Exit codes: 0 all parts are in order; 1 one is not; 2 bad arguments or a bad board file; 3 there is",
                "no board.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  pump board check --board /etc/steadyflow/board.json",
                "  pump world --emulate /tmp/board",
                "  pump board check --board docs/examples/boards/reference.json --emulated /tmp/board"
            })
    static final class Check implements Callable<Integer> {
        private static final int NOT_STARTED = 3;

        @ArgGroup(exclusive = false, multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private HardwareOptions.Board option;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter err = spec.commandLine().getErr();
            try {
                return switch (BoardFileReader.read(option.file)) {
                    case BoardReading.Accepted(BoardFile board) -> check(board);
                    case BoardReading.Refused refused -> {
                        refused.problems()
                                .forEach(problem -> err.println("pump board: " + option.file + ": " + problem));
                        yield ExitCode.BAD_INPUT;
                    }
                };
            } catch (NoSuchFileException e) {
                err.println("pump board: " + e.getMessage() + ": there is no such file");
                return ExitCode.BAD_INPUT;
            } catch (IOException e) {
                err.println("pump board: " + e.getMessage());
                return NOT_STARTED;
            }
        }

        private int check(BoardFile board) throws IOException {
            try (BoardLines lines = option.lines()) {
                List<PartReport> reports = BoardCheck.run(board, lines, option.time());
                BoardCheck.table(reports).forEach(spec.commandLine().getOut()::println);
                return BoardCheck.faults(reports).isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
            }
        }
    }
}
