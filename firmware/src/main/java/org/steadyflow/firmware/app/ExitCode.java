package org.steadyflow.firmware.app;

/** With which codes the programs end. */
final class ExitCode {
    static final int OK = 0;
    /** It ended otherwise than it should, or the answer is no. */
    static final int FAILED = 1;
    /** Bad arguments or a bad configuration: to start it again changes nothing. */
    static final int BAD_INPUT = 2;
    /** It could not start, or cannot tell. */
    static final int NOT_STARTED = 3;

    private ExitCode() {}
}
