package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardReading;

/** Where control gets its hardware from. */
final class ControlHardware {
    private ControlHardware() {}

    /**
     * Opens the board that a file describes.
     *
     * @throws IOException where the file or a part of the board is not as it must be: a sentence for each, and nothing
     *     has moved
     */
    static PumpHardware of(Path boardFile) throws IOException {
        return open(read(boardFile));
    }

    /**
     * What a board file says.
     *
     * @throws IOException where it cannot be read, or with a line for each of its faults
     */
    static BoardFile read(Path boardFile) throws IOException {
        try {
            return switch (BoardFileReader.read(boardFile)) {
                case BoardReading.Accepted(BoardFile board) -> board;
                case BoardReading.Refused refused ->
                    throw new IOException(boardFile + ": " + String.join("\n" + boardFile + ": ", refused.problems()));
            };
        } catch (NoSuchFileException e) {
            throw new IOException(boardFile + ": there is no such file", e);
        }
    }

    private static PumpHardware open(BoardFile board) throws IOException {
        String name = board.board();
        if (name.isEmpty()) {
            throw new IOException("the board has no name");
        }
        throw new IOException("this build has no adapters for the board " + name);
    }
}
