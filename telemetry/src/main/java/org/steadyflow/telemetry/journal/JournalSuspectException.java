package org.steadyflow.telemetry.journal;

import java.io.IOException;

/**
 * A write or a force failed, so nobody knows which of the last lines are on the disk. The writer takes nothing more:
 * asking again could succeed and mean nothing.
 */
public final class JournalSuspectException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalSuspectException(String message, IOException cause) {
        super(message, cause);
    }
}
