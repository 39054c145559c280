package org.steadyflow.firmware.realtime;

/** One thing that a punctual thread asks of the system, and what came of it. */
public sealed interface Right {
    /** For the log: what holds now, or what is missing and who can give it. */
    String sentence();

    /** It was given. */
    record Given(String sentence) implements Right {}

    /** It was refused, and the caller goes on without it. */
    record Missing(String sentence) implements Right {}
}
