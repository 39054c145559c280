package org.steadyflow.firmware.panel;

import org.steadyflow.telemetry.message.OperatorMessage;

/** What came of a request to the pump. */
sealed interface Answer {
    /** The pump answered. */
    record Replied(OperatorMessage.Reply reply) implements Answer {}

    /** The request never left: there is no connection, or too much waits already. */
    record Unsent(String why) implements Answer {}

    /** The request left and no answer came: whether the pump obeyed is not known here. */
    record Unanswered(String why) implements Answer {}
}
