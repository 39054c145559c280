package org.steadyflow.simulator.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardReading;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.MonitorBoard;
import org.steadyflow.simulator.remote.RemoteMonitorHardware;

/** The hardware that the monitor was told, every part of its half in order. */
final class OpenedMonitorHardware implements Closeable {
    private final MonitorHardware seams;
    private final Closeable opened;

    private OpenedMonitorHardware(MonitorHardware seams, Closeable opened) {
        this.seams = seams;
        this.opened = opened;
    }

    /**
     * Opens it; the motor has no power.
     *
     * @param emulated where the board's chips are emulated, or null for those of this computer
     * @throws IOException a sentence for each part that is not in order
     */
    static OpenedMonitorHardware of(ControlCommand.HardwareOption option, @Nullable Path emulated) throws IOException {
        Path board = option.board;
        if (board != null) {
            return onBoard(board, emulated);
        }
        Path socket = option.socket;
        if (socket == null) {
            throw new IOException("neither a board nor the socket of a hardware is named");
        }
        RemoteMonitorHardware remote = RemoteMonitorHardware.connect(socket);
        return new OpenedMonitorHardware(new MonitorHardware(remote, remote, remote), remote);
    }

    private static OpenedMonitorHardware onBoard(Path file, @Nullable Path emulated) throws IOException {
        return switch (BoardCommand.read(file)) {
            case BoardReading.Accepted(BoardFile board) -> onLines(board, BoardCommand.lines(emulated));
            case BoardReading.Refused refused ->
                throw new IOException(file + ": " + String.join("\n" + file + ": ", refused.problems()));
        };
    }

    private static OpenedMonitorHardware onLines(BoardFile file, BoardLines lines) throws IOException {
        MonitorBoard board = MonitorBoard.open(file, lines, BoardTime.ofThisComputer());
        List<String> faults = BoardCheck.faults(board.check());
        if (!faults.isEmpty()) {
            lines.close();
            throw new IOException(String.join("\n", faults));
        }
        return new OpenedMonitorHardware(new MonitorHardware(board, board, board), lines);
    }

    MonitorHardware seams() {
        return seams;
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
