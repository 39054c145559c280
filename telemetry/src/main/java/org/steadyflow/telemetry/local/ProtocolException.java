package org.steadyflow.telemetry.local;

import java.io.IOException;

/** The peer sent what no peer sends. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }

    ProtocolException(String message, IOException cause) {
        super(message, cause);
    }
}
