package org.steadyflow.firmware.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.SelfTestRig;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.Mechanism;

/** Control's half of a board, with the FRAM behind the ledger and the parts that the self-test asks. */
public final class ControlHardware implements Closeable {
    private final BoardLines lines;
    private final PumpBoard board;
    private final SelfTestRig rig;
    private final Mechanism mechanism;

    private ControlHardware(BoardLines lines, PumpBoard board, SelfTestRig rig, Mechanism mechanism) {
        this.lines = lines;
        this.board = board;
        this.rig = rig;
        this.mechanism = mechanism;
    }

    /**
     * Opens the board that a file describes. Its parts are asked by the self-test, which tells them at the bedside.
     *
     * @param lines closed with this, and where it cannot be opened
     * @throws IOException where the file is not as it must be or a line cannot be opened: a sentence for each, and
     *     nothing has moved
     */
    public static ControlHardware of(Path boardFile, BoardLines lines, BoardTime time) throws IOException {
        try {
            BoardFile file = BoardFileReader.require(boardFile);
            PumpBoard board = PumpBoard.open(file, lines, time);
            BoardCheck.require(board.unopened());
            return new ControlHardware(lines, board, SelfTestRig.ofThisComputer(board, boardFile), file.mechanism());
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    /** What control runs on. */
    public PumpHardware seams() {
        return new PumpHardware(board, board, board, board)
                .with(new FramMemory(board.fram()))
                .with(rig)
                .with(mechanism);
    }

    @Override
    public void close() {
        lines.close();
    }
}
