package org.steadyflow.telemetry.journal;

import java.io.IOException;

/** A text is not a journal line; the message says why, without naming a place. */
public final class BadLineException extends IOException {
    private static final long serialVersionUID = 1L;

    BadLineException(String what) {
        super(what);
    }

    BadLineException(String what, Throwable cause) {
        super(what, cause);
    }
}
