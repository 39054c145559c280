package org.steadyflow.firmware.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * One subcommand that is told what it is by a configuration file.
 *
 * @param name of the subcommand
 * @param config name of its file under /etc/steadyflow
 * @param about lines for its help
 */
record Program(String name, String config, List<String> about, List<Setting> settings, Action action) {
    /** What it does. */
    interface Action {
        /**
         * Runs to its end, and returns the exit code.
         *
         * @throws IOException where it cannot start: a sentence says why
         */
        int run(Given given, PrintWriter out) throws IOException;
    }
}
