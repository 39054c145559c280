package org.steadyflow.firmware.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.PartReport;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.pi.PiLines;

/** {@code steadyflow board-check} and {@code board-set-clock}: the board, while none of the pump's processes has it. */
final class BoardPrograms {
    static final Program CHECK = new Program(
                    "board-check",
                    ControlProgram.CONFIG,
                    List.of(
                            "Ask every part of the board once, and print what each said. Nothing moves.",
                            "The pump's own processes must be stopped: they hold the lines.",
                            "Exit codes: 0 all parts are in order; 1 one is not; 2 bad arguments or configuration; 3 no board.",
                            ""),
                    List.of(ControlProgram.BOARD),
                    BoardPrograms::check)
            .besides(ControlProgram.SETTINGS);

    static final Program SET_CLOCK = new Program(
                    "board-set-clock",
                    ControlProgram.CONFIG,
                    List.of(
                            "Set the board's clock from this computer's.",
                            "Exit codes: 0 it is set; 1 the chip did not take it; 2 bad arguments or configuration; 3 no board.",
                            ""),
                    List.of(ControlProgram.BOARD),
                    BoardPrograms::setClock)
            .besides(ControlProgram.SETTINGS);

    private BoardPrograms() {}

    private static int check(Given given, PrintWriter out) throws IOException {
        BoardFile board = BoardFileReader.require(given.file("board"));
        try (PiLines lines = PiLines.ofThisComputer()) {
            List<PartReport> reports = BoardCheck.run(board, lines, BoardTime.ofThisComputer());
            BoardCheck.table(reports).forEach(out::println);
            return BoardCheck.faults(reports).isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static int setClock(Given given, PrintWriter out) throws IOException {
        BoardFile board = BoardFileReader.require(given.file("board"));
        try (PiLines lines = PiLines.ofThisComputer()) {
            PumpBoard pump = PumpBoard.open(board, lines, BoardTime.ofThisComputer());
            Optional<String> fault =
                    pump.setClock(InstantSource.system().instant().getEpochSecond());
            out.println(fault.map(why -> "The clock is not set: " + why + ".").orElse("The clock is set."));
            return fault.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
