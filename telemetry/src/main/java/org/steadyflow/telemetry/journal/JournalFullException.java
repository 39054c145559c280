package org.steadyflow.telemetry.journal;

import java.io.IOException;

/** There is no room for another segment. What was appended waits in memory, bounded; a later commit tries again. */
public final class JournalFullException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalFullException(String message) {
        super(message);
    }

    JournalFullException(String message, IOException cause) {
        super(message, cause);
    }
}
