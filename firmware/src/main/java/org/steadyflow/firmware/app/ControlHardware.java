package org.steadyflow.firmware.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.pi.PiLines;

/** Control's half of the board that this runs on, every part of it in order. */
final class ControlHardware implements Closeable {
    private final BoardLines lines;
    private final PumpBoard board;

    private ControlHardware(BoardLines lines, PumpBoard board) {
        this.lines = lines;
        this.board = board;
    }

    /**
     * Opens the board that a file describes.
     *
     * @throws IOException where the file or a part of the board is not as it must be: a sentence for each, and nothing
     *     has moved
     */
    static ControlHardware of(Path boardFile) throws IOException {
        BoardFile file = BoardFiles.read(boardFile);
        BoardLines lines = PiLines.ofThisComputer();
        PumpBoard board = PumpBoard.open(file, lines, BoardTime.ofThisComputer(), () -> Supervision.QUIET);
        List<String> faults = BoardCheck.faults(board.begin());
        if (!faults.isEmpty()) {
            lines.close();
            throw new IOException(String.join("\n", faults));
        }
        return new ControlHardware(lines, board);
    }

    PumpHardware seams() {
        return new PumpHardware(board, board, board, board).with(new FramMemory(board.fram()));
    }

    @Override
    public void close() {
        lines.close();
    }
}
