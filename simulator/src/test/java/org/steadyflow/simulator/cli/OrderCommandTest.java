package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;

/** {@code pump order import} as people and scripts see it. */
@Tag("REQ-194")
class OrderCommandTest {
    private static final Path ORDERS = Cli.EXAMPLES.resolve("orders");
    private static final Path COMPLETE = ORDERS.resolve("hydration.json");
    private static final Path OPEN = ORDERS.resolve("potassium-chloride.json");

    @TempDir
    private Path folder;

    @Test
    void aCompleteDraftEndsWithZeroAndThePumpTakesIt() throws IOException {
        Path out = folder.resolve("draft.json");
        Cli run = Cli.pump("order", "import", COMPLETE, "--out", out);
        assertEquals(0, run.exit(), run::toString);
        assertEquals("", run.out());
        assertTrue(run.err().contains("complete"), run::err);
        assertTrue(PrescriptionReader.read(Files.readAllBytes(out)) instanceof Reading.Accepted);
    }

    /** mL and mL/h are reckoned by the pump alone. */
    @ParameterizedTest
    @CsvSource({
        "dopamine.json, 500, 15",
        "vancomycin.xml, 200, 120",
        "dobutamine-r5.json, 126, 10.5",
        "infliximab.json, 250, 20",
        "parenteral-nutrition.json, 2000, ",
        "hydration.json, 1000, 125"
    })
    void thePumpTakesEveryCompleteExample(String file, String ml, String mlPerHour) {
        Cli run = Cli.pump("order", "import", ORDERS.resolve(file));
        assertEquals(0, run.exit(), run::toString);
        Reading reading = PrescriptionReader.read(run.out().getBytes(StandardCharsets.UTF_8));
        assertTrue(reading instanceof Reading.Accepted, reading::toString);
        String text = ((Reading.Accepted) reading).canonicalText();
        assertTrue(text.contains("\"" + ml + " mL\""), text);
        assertTrue(mlPerHour == null || text.contains("\"" + mlPerHour + " mL/h\""), text);
    }

    @Test
    void theExampleLibraryHasTheDrugsOfTheExamples() {
        Path library = Cli.EXAMPLES.resolve("library.json");
        for (String file : List.of("dopamine.json", "vancomycin.xml", "dobutamine-r5.json", "infliximab.json")) {
            Cli run = Cli.pump("order", "import", ORDERS.resolve(file), "--library", library);
            assertEquals(0, run.exit(), run::toString);
        }
    }

    @Test
    void anOpenDraftEndsWithOneAndNoPumpTakesIt() {
        Cli run = Cli.pump("order", "import", OPEN);
        assertEquals(1, run.exit(), run::toString);
        assertTrue(run.err().contains("missing      MedicationRequest.dosageInstruction[0].route: "), run::err);
        Reading reading = PrescriptionReader.read(run.out().getBytes(StandardCharsets.UTF_8));
        assertTrue(
                reading instanceof Reading.Refused refused && refused.toString().contains("open"), run::out);
    }

    /** Only the route is open, and a pharmacist who adds it and takes out the list has a prescription. */
    @Test
    void aPharmacistFinishesAnOpenDraft() {
        String draft = Cli.pump("order", "import", OPEN).out();
        int end = draft.indexOf("\"open\"");
        String cut = draft.substring(0, draft.lastIndexOf(',', end)) + "}";
        String whole = cut.replace("\"drug\"", "\"route\": \"intravenous_peripheral\", \"drug\"");
        assertTrue(
                PrescriptionReader.read(whole.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted,
                () -> whole);
    }

    @Test
    void aDraftThatThePumpCannotDeliverEndsWithOne() throws IOException {
        String fast = Files.readString(COMPLETE).replace("\"value\": 8,", "\"value\": 0.5,");
        Cli run = Cli.pump("order", "import", write("fast.json", fast));
        assertEquals(1, run.exit(), run::toString);
        assertTrue(run.err().contains("the pump     regimen.rate"), run::err);
    }

    @Test
    void aLibraryThatHasTheDrugChangesNothing() throws IOException {
        Path library = write("library.json", "{\"entries\": [{\"drug\": \"Sodium chloride 0.9 %\"}]}");
        assertEquals(
                0, Cli.pump("order", "import", COMPLETE, "--library", library).exit());
    }

    @Test
    void aLibraryWithoutTheDrugEndsWithOne() throws IOException {
        Path library = write("library.json", "{\"entries\": [{\"drug\": \"dopamine\"}]}");
        Cli run = Cli.pump("order", "import", COMPLETE, "--library", library);
        assertEquals(1, run.exit(), run::toString);
        assertTrue(run.err().contains("library      has no drug named \"sodium chloride 0.9 %\""), run::err);
    }

    @Test
    void whatIsNoOrderEndsWithTwoAndOneLine() throws IOException {
        Cli.pump("order", "import", write("a.json", "{\"resourceType\": \"Patient\"}"))
                .refusedFor("no MedicationRequest");
        Cli.pump("order", "import", write("a.json", "hello")).refusedFor("neither JSON nor XML");
        Cli.pump("order", "import", folder.resolve("gone.json")).refusedFor("no such file");
        Cli.pump("order", "import", folder).refusedFor("cannot be read");
        byte[] long_ = new byte[6 * 1024 * 1024];
        Arrays.fill(long_, (byte) ' ');
        Cli.pump("order", "import", Files.write(folder.resolve("long.json"), long_))
                .refusedFor("5 MiB");
    }

    @Test
    void aLibraryThatIsNoneEndsWithTwo() throws IOException {
        for (String text : List.of("", "{", "{}", "[]", "{\"entries\": 5}")) {
            Cli.pump("order", "import", COMPLETE, "--library", write("library.json", text))
                    .refusedFor("library.json");
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenEndsWithTwo() {
        Cli.pump("order", "import", COMPLETE, "--out", folder.resolve("gone").resolve("draft.json"))
                .refusedFor("cannot be written");
    }

    @Test
    void aWordIsMissing() {
        assertEquals(ExitCode.BAD_INPUT, Cli.pump("order").exit());
        assertEquals(ExitCode.BAD_INPUT, Cli.pump("order", "import").exit());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
