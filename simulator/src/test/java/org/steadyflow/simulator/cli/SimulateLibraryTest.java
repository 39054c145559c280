package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulation with a drug library: refused, passed with a reason, replayed; signatures verified where they are. */
@Tag("REQ-20")
class SimulateLibraryTest {
    private static final Path KEY = Cli.EXAMPLES.resolve("keys/EXAMPLE-never-trust.pub");

    @TempDir
    private Path folder = Path.of("");

    private Path order = Path.of("");
    private Path library = Path.of("");

    @BeforeEach
    void copyFiles() throws IOException {
        order = Files.copy(Cli.prescription("antibiotic-ceftriaxone"), folder.resolve("order.json"));
        library = Files.copy(Cli.EXAMPLES.resolve("library.json"), folder.resolve("library.json"));
    }

    private void limitRate(String limits) throws IOException {
        Files.writeString(library, """
                {"schema": "steadyflow/library/1", "name": "Narrow", "version": 1, "entries": [
                  {"id": "c", "drug": "ceftriaxone", "unit": "mL", "patients": {"class": "adult"},
                   "routes": ["intravenous_peripheral", "intravenous_central"],
                   "regimens": ["intermittent", "continuous"], "keep_open": true, "resume_within": "10 min",
                   "limits": {"rate": %s}}]}
                """.formatted(limits));
    }

    @Test
    void aHardLimitIsNotRunWithAnyReason() throws IOException {
        limitRate("{\"hard_most\": \"199 mL/h\"}");
        Cli refused = Cli.pump("simulate", order, "--library", library, "--reason", "because");
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("above the hard limit"), refused::err);
    }

    @Test
    void aSoftLimitNeedsAReasonAndTheRecordingReplays() throws IOException {
        limitRate("{\"soft_most\": \"199 mL/h\"}");
        Cli refused = Cli.pump("simulate", order, "--library", library);
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("above the soft limit"), refused::err);
        Path record = folder.resolve("run.rec");
        Cli run = Cli.pump("simulate", order, "--library", library, "--reason", "because", "--record", record);
        assertEquals(0, run.exit(), run::err);
        Cli replayed = Cli.pump("replay", record);
        assertEquals(0, replayed.exit(), replayed::err);
    }

    @Test
    void aBadSignatureIsRefusedAndAMissingOneIsALine() throws IOException {
        Cli unsigned = Cli.pump("simulate", order, "--key", KEY);
        assertEquals(0, unsigned.exit(), unsigned::err);
        assertTrue(unsigned.out().contains("is not signed"), unsigned::out);
        Files.copy(Cli.EXAMPLES.resolve("library.json.sig"), folder.resolve("order.json.sig"));
        Cli refused = Cli.pump("simulate", order, "--key", KEY);
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("is not what was signed"), refused::err);
    }
}
