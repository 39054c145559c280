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
 * @param settings what it is told
 * @param others what stands in the same file for another program, and is no fault here
 * @param check looks at the files that the settings name
 */
record Program(
        String name,
        String config,
        List<String> about,
        List<Setting> settings,
        List<Setting> others,
        Check check,
        Action action) {
    /** With a file of its own, and with nothing to look at. */
    Program(String name, String config, List<String> about, List<Setting> settings, Action action) {
        this(name, config, about, settings, List.of(), _ -> List.of(), action);
    }

    /** The same, told by a file of which it needs only a part. */
    Program besides(List<Setting> rest) {
        return new Program(name, config, about, settings, rest, check, action);
    }

    /** The same, its files looked at by {@code --check}. */
    Program checkedBy(Check files) {
        return new Program(name, config, about, settings, others, files, action);
    }

    /** What it does. */
    interface Action {
        /**
         * Runs to its end, and returns the exit code.
         *
         * @throws IOException where it cannot start: a sentence says why
         */
        int run(Given given, PrintWriter out) throws IOException;
    }

    /** Looks, and changes nothing. */
    interface Check {
        /**
         * A sentence for each fault of what the settings name; what is faulty itself is its default here, or absent.
         */
        List<String> faults(Given given);
    }
}
