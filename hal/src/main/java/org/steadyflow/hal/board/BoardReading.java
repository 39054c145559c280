package org.steadyflow.hal.board;

import java.util.List;

/** What became of a board file. */
public sealed interface BoardReading {
    record Accepted(BoardFile board) implements BoardReading {}

    /** @param problems every fault of the file, each a sentence that names the field and the fix */
    record Refused(List<String> problems) implements BoardReading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
