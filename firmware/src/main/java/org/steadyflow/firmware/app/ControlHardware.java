package org.steadyflow.firmware.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.SelfTestRig;
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
    private final SelfTestRig rig;

    private ControlHardware(BoardLines lines, PumpBoard board, SelfTestRig rig) {
        this.lines = lines;
        this.board = board;
        this.rig = rig;
    }

    /**
     * Opens the board that a file describes. Its parts are asked by the self-test, which tells them at the bedside.
     *
     * @throws IOException where the file is not as it must be or a line cannot be opened: a sentence for each, and
     *     nothing has moved
     */
    static ControlHardware of(Path boardFile) throws IOException {
        BoardFile file = BoardFiles.read(boardFile);
        BoardLines lines = PiLines.ofThisComputer();
        PumpBoard board = PumpBoard.open(file, lines, BoardTime.ofThisComputer(), () -> Supervision.QUIET);
        List<String> faults = BoardCheck.faults(board.unopened());
        if (!faults.isEmpty()) {
            lines.close();
            throw new IOException(String.join("\n", faults));
        }
        return new ControlHardware(lines, board, SelfTestRig.ofThisComputer(board, boardFile));
    }

    PumpHardware seams() {
        return new PumpHardware(board, board, board, board)
                .with(new FramMemory(board.fram()))
                .with(rig);
    }

    @Override
    public void close() {
        lines.close();
    }
}
