package org.steadyflow.firmware.panel;

import org.steadyflow.telemetry.message.OperatorMessage;

/** Hears what the pump says of itself. Called on the connection's own threads, one call at a time. */
interface PumpListener {
    /** A status; {@code line} is the JSON that it came as. */
    void status(OperatorMessage.Status status, String line);

    /** There is no connection, or it says what the panel cannot read: a sentence for people, and more for the log. */
    void trouble(String sentence, String forTheLog);
}
