package org.steadyflow.simulator.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.steadyflow.firmware.app.ControlHardware;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.simulator.remote.RemoteHardware;

/**
 * The hardware that control was told; nothing has moved.
 *
 * @param opened what is given back at the end
 */
record OpenedHardware(PumpHardware seams, Closeable opened) implements Closeable {
    /** @throws IOException a sentence for each line that cannot be opened */
    static OpenedHardware of(HardwareOptions options) throws IOException {
        HardwareOptions.Board board = options.board;
        if (board != null) {
            ControlHardware onBoard = ControlHardware.of(board.file, board.lines(), board.time());
            return new OpenedHardware(onBoard.seams(), onBoard);
        }
        RemoteHardware remote = RemoteHardware.connect(Objects.requireNonNull(options.socket));
        return new OpenedHardware(new PumpHardware(remote, remote, remote, remote), remote);
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
