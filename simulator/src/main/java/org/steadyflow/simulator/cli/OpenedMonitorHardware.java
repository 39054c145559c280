package org.steadyflow.simulator.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.MonitorBoard;
import org.steadyflow.simulator.remote.RemoteMonitorHardware;

/**
 * The hardware that the monitor was told, every part of its half in order; the motor has no power.
 *
 * @param opened what is given back at the end
 */
record OpenedMonitorHardware(MonitorHardware seams, Closeable opened) implements Closeable {
    /** @throws IOException a sentence for each part that is not in order */
    static OpenedMonitorHardware of(HardwareOptions options) throws IOException {
        HardwareOptions.Board board = options.board;
        if (board != null) {
            return onBoard(board);
        }
        RemoteMonitorHardware remote = RemoteMonitorHardware.connect(Objects.requireNonNull(options.socket));
        return new OpenedMonitorHardware(new MonitorHardware(remote, remote, remote), remote);
    }

    private static OpenedMonitorHardware onBoard(HardwareOptions.Board option) throws IOException {
        BoardFile file = BoardFileReader.require(option.file);
        BoardLines lines = option.lines();
        MonitorBoard board = MonitorBoard.open(file, lines, option.time());
        try {
            BoardCheck.require(board.check());
        } catch (IOException e) {
            lines.close();
            throw e;
        }
        return new OpenedMonitorHardware(new MonitorHardware(board, board, board), lines);
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
