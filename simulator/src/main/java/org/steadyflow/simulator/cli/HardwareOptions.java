package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.pi.PiLines;
import org.steadyflow.simulator.emulated.ChipLines;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a process of the pump runs on: a socket, or a board; exactly one of both. */
final class HardwareOptions {
    @Option(names = "--hardware", paramLabel = "PATH", description = "Socket of the hardware: pump world --socket.")
    @Nullable
    Path socket;

    @ArgGroup(exclusive = false)
    @Nullable
    Board board;

    /** A board, of this computer or emulated. */
    static final class Board {
        @Option(names = "--board", required = true, paramLabel = "FILE", description = "What the board is made of.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        Path file;

        @Option(
                names = "--emulated",
                paramLabel = "DIR",
                description = "Where pump world --emulate has a board of emulated chips (default: this computer's).")
        @Nullable
        Path emulated;

        /** @throws IOException where there is no such board: a sentence says why */
        BoardLines lines() throws IOException {
            return emulated == null ? PiLines.ofThisComputer() : ChipLines.connect(emulated);
        }

        BoardTime time() {
            return emulated == null ? BoardTime.ofThisComputer() : ChipLines.realTime();
        }
    }
}
