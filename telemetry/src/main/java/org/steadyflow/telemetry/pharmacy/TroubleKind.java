package org.steadyflow.telemetry.pharmacy;

import org.steadyflow.telemetry.message.Priority;

/** What can be wrong with what a pump sends. */
enum TroubleKind {
    /** A second line with a number that is taken. */
    FORK(Priority.HIGH),
    /** A line does not name the hash of the line before it. */
    CHAIN_BREAK(Priority.HIGH),
    /** A message that is no batch of lines. */
    MALFORMED(Priority.MEDIUM),
    /** A message beyond a limit. */
    OVERSIZE(Priority.MEDIUM),
    /** A line whose event this pharmacy does not know. */
    UNKNOWN_EVENT(Priority.MEDIUM);

    private final Priority priority;

    TroubleKind(Priority priority) {
        this.priority = priority;
    }

    Priority priority() {
        return priority;
    }
}
