package org.steadyflow.simulator.cli;

/** What the commands end with. */
final class ExitCode {
    /** As asked. */
    static final int OK = 0;
    /** The run ended otherwise than expected, or the referee found something. */
    static final int NOT_AS_EXPECTED = 1;
    /** Bad arguments or a bad file; nothing was started. */
    static final int BAD_INPUT = 2;

    /** Somebody pressed Ctrl-C: as shells have it, 128 and the signal's number. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
