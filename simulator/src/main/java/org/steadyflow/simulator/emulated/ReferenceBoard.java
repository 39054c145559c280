package org.steadyflow.simulator.emulated;

import java.io.IOException;
import java.io.InputStream;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;

/** The file of the board that the chips are emulated for. */
public final class ReferenceBoard {
    /** Its name among the examples. */
    public static final String EXAMPLE = "boards/reference.json";

    private ReferenceBoard() {}

    /**
     * What it says.
     *
     * @throws IOException where this build has no such file, or a bad one
     */
    public static BoardFile file() throws IOException {
        try (InputStream in = ReferenceBoard.class.getResourceAsStream("/examples/" + EXAMPLE)) {
            if (in == null) {
                throw new IOException("the file of the reference board is not in this build");
            }
            return BoardFileReader.require("the reference board", in.readAllBytes());
        }
    }
}
