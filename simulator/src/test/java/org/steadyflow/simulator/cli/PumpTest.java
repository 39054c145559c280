package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@Tag("REQ-168")
class PumpTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            Pump.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void helpNamesEveryCommandAndSaysThatThisIsNotForUseOnPeople() {
        assertEquals(0, line.execute("--help"));
        assertTrue(out.toString().contains("not for use on people"), out.toString());
        line.getSubcommands().keySet().forEach(name -> assertTrue(out.toString().contains(name), name));
    }

    @Test
    void everyCommandHasHelpAndADescription() {
        line.getSubcommands().forEach((name, command) -> {
            assertEquals(0, line.execute(name, "--help"), name);
            String[] description = command.getCommandSpec().usageMessage().description();
            assertFalse(Arrays.asList(description).isEmpty(), name + " says nothing about itself");
            assertTrue(description[0].endsWith("."), name + ": the list of commands ends in the middle of a sentence");
        });
    }

    @Test
    void versionIsTheOneOfTheBuild() {
        assertEquals(0, line.execute("--version"));
        assertTrue(out.toString().matches("(?s)Steadyflow \\d+\\.\\d+\\.\\d+.*Java 2.*"), out.toString());
    }

    @Test
    void callWithoutACommandShowsTheUsageAndEndsWithTwo() {
        assertEquals(2, line.execute());
        assertTrue(err.toString().contains("Usage: pump"), err.toString());
    }

    @Test
    void anUnknownCommandEndsWithTwo() {
        assertEquals(2, line.execute("fly"));
        assertTrue(err.toString().contains("fly"), err.toString());
    }
}
