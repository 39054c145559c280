package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardReading;

/** Reads the file of the board. */
final class BoardFiles {
    private BoardFiles() {}

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
}
