package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a command as {@code main} does and keeps what it printed.
 *
 * @param exit its exit code
 */
record Cli(int exit, String out, String err) {
    static final Path EXAMPLES = Path.of("..", "docs", "examples");

    static Cli pump(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(toOut);
            System.setErr(toErr);
            int exit = Pump.commandLine()
                    .setOut(new PrintWriter(toOut, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(toErr, true, StandardCharsets.UTF_8))
                    .execute(words);
            return new Cli(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    static Path prescription(String name) {
        return EXAMPLES.resolve("prescriptions").resolve(name + ".json");
    }

    static Path scenario(String name) {
        return EXAMPLES.resolve("scenarios").resolve(name + ".json");
    }

    /** Refused before anything was started: exit code 2, nothing on standard output, no trace of Java. */
    Cli refused() {
        assertEquals(ExitCode.BAD_INPUT, exit, this::toString);
        assertEquals("", out);
        assertFalse(err.isBlank(), "it says nothing");
        assertFalse(err.contains("Exception") || err.contains("\tat ") || err.contains("null"), err);
        return this;
    }

    /** Refused with one line that names {@code what}. */
    void refusedFor(String what) {
        List<String> lines = refused().err().lines().toList();
        assertEquals(1, lines.size(), err);
        assertEquals(true, lines.getFirst().contains(what), err);
    }
}
