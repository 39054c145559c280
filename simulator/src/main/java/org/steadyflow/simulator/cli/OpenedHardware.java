package org.steadyflow.simulator.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.app.FramMemory;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.SelfTestRig;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardReading;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.simulator.emulated.ChipLines;
import org.steadyflow.simulator.remote.RemoteHardware;

/** The hardware that control was told, every part of it in order. */
final class OpenedHardware implements Closeable {
    private final PumpHardware seams;
    private final Closeable opened;

    private OpenedHardware(PumpHardware seams, Closeable opened) {
        this.seams = seams;
        this.opened = opened;
    }

    /**
     * Opens it; nothing moves.
     *
     * @param emulated where the board's chips are emulated, or null for those of this computer
     * @throws IOException a sentence for each line that cannot be opened
     */
    static OpenedHardware of(ControlCommand.HardwareOption option, @Nullable Path emulated) throws IOException {
        Path board = option.board;
        if (board != null) {
            return onBoard(board, emulated);
        }
        Path socket = option.socket;
        if (socket == null) {
            throw new IOException("neither a board nor the socket of a hardware is named");
        }
        RemoteHardware remote = RemoteHardware.connect(socket);
        return new OpenedHardware(new PumpHardware(remote, remote, remote, remote), remote);
    }

    private static OpenedHardware onBoard(Path file, @Nullable Path emulated) throws IOException {
        return switch (BoardCommand.read(file)) {
            case BoardReading.Accepted(BoardFile board) -> {
                BoardTime time = emulated == null ? BoardTime.ofThisComputer() : ChipLines.realTime();
                BoardLines lines = BoardCommand.lines(emulated);
                yield onLines(file, board, lines, time);
            }
            case BoardReading.Refused refused ->
                throw new IOException(file + ": " + String.join("\n" + file + ": ", refused.problems()));
        };
    }

    private static OpenedHardware onLines(Path path, BoardFile file, BoardLines lines, BoardTime time)
            throws IOException {
        PumpBoard board = PumpBoard.open(file, lines, time, () -> Supervision.QUIET);
        List<String> faults = BoardCheck.faults(board.unopened());
        if (!faults.isEmpty()) {
            lines.close();
            throw new IOException(String.join("\n", faults));
        }
        return new OpenedHardware(
                new PumpHardware(board, board, board, board)
                        .with(new FramMemory(board.fram()))
                        .with(SelfTestRig.ofThisComputer(board, path)),
                lines);
    }

    PumpHardware seams() {
        return seams;
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
