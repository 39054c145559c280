package org.steadyflow.firmware.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.firmware.prescription.Route;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Tag("REQ-20")
class LibraryReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path EXAMPLE = Path.of("../docs/examples/library.json");
    private static final Path SCHEMA = Path.of("../docs/schema/library-1.schema.json");

    /** Every field that there is. */
    private static final String WHOLE = """
            {
              "$schema": "library-1.schema.json",
              "schema": "steadyflow/library/1",
              "note": "Everything.",
              "name": "Test library",
              "version": 7,
              "entries": [{
                "id": "x-adult",
                "drug": "ceftriaxone",
                "display_name": "cefTRIAXone",
                "unit": "mg",
                "patients": {"class": "adult", "weight_least": "40 kg", "weight_most": "120 kg"},
                "routes": ["intravenous_central", "intravenous_peripheral"],
                "regimens": ["continuous", "intermittent"],
                "concentrations": ["20 mg/mL", "40 mg/mL"],
                "concentration_most": {"intravenous_peripheral": "20 mg/mL"},
                "limits": {
                  "dose": {"hard_least": "1 mg", "soft_least": "2 mg", "soft_most": "4 mg", "hard_most": "8 mg"},
                  "rate": {"hard_least": "1 mL/h", "hard_most": "100 mL/h"},
                  "bolus": {"soft_most": "1 mg/kg"},
                  "duration": {"soft_least": "30 min", "hard_most": "2 h"},
                  "per_24h": {"hard_most": "4 g"}
                },
                "minimum_duration": "15 min",
                "keep_open": true,
                "life_sustaining": true,
                "high_alert": true,
                "resume_within": "10 min",
                "solution": {"osmolarity": "901 mOsm/L", "ph_least": "4.5", "ph_most": "9", "central_only": true},
                "incompatible": ["calcium gluconate"],
                "hang_times": [{"up_to": "23.5 C", "time": "72 h"}, {"up_to": "30 C", "time": "24 h"}, {"time": "8 h"}],
                "hang_end": "stop",
                "handling": ["Use a filter."]
              }]
            }
            """;

    @Test
    void theExampleLibraryIsReadAndItsSchemaTakesIt() throws IOException {
        DrugLibrary library = accepted(Files.readString(EXAMPLE)).library();
        assertTrue(library.entries().size() >= 25, library::toString);
        assertTrue(library.name().contains("not for patients"), library::name);
        assertEquals(List.of(), schemaErrors(Files.readString(EXAMPLE)));
    }

    @Test
    void everyFieldArrives() {
        LibraryEntry entry = accepted(WHOLE).library().entries().getFirst();
        assertEquals("cefTRIAXone (adult)", entry.shownWithPatients());
        assertEquals(2, entry.use().concentrations().size());
        assertEquals("20 mg/mL", String.valueOf(entry.use().concentrationMost().get(Route.INTRAVENOUS_PERIPHERAL)));
        assertEquals(Optional.of(Entries.dose("8 mg")), entry.limits().dose().hardMost());
        assertEquals(Optional.of(Entries.rate("1 mL/h")), entry.limits().rate().hardLeast());
        assertEquals(Optional.of(Duration.ofMinutes(15)), entry.rules().minimumDuration());
        assertEquals(Optional.of(901), entry.solution().milliosmolesPerLitre());
        assertEquals(4, entry.solution().reasonsAgainstSmallVeins().size() + 1);
        HangTime hang = entry.hangTime().orElseThrow();
        assertEquals(new HangTime.Span(23_500, Duration.ofDays(3)), hang.spans().getFirst());
        assertTrue(hang.endStops());
        assertEquals(List.of("Use a filter."), entry.handling());
        assertEquals(List.of(), schemaErrors(WHOLE));
    }

    @Test
    void theCanonicalTextIsReadBackToTheSame() throws IOException {
        for (String file : List.of(WHOLE, Files.readString(EXAMPLE))) {
            LibraryReading.Accepted first = accepted(file);
            assertEquals(first, accepted(first.canonicalText()));
            assertEquals(64, first.sha256().length());
        }
    }

    @Test
    void theVersionIsPartOfWhatIsSigned() {
        assertFalse(accepted(WHOLE)
                .canonicalText()
                .equals(accepted(WHOLE.replace("\"version\": 7", "\"version\": 8"))
                        .canonicalText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "name", "version", "entries"})
    void aLibraryWithoutThisIsRefused(String field) {
        ObjectNode file = (ObjectNode) JSON.readTree(WHOLE);
        file.remove(field);
        assertTrue(only(file).startsWith(field + " is missing: "), () -> only(file));
        assertFalse(schemaErrors(file.toString()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "drug", "unit", "patients", "routes", "regimens"})
    void anEntryWithoutThisIsRefused(String field) {
        ObjectNode file = (ObjectNode) JSON.readTree(WHOLE);
        entry(file).remove(field);
        assertTrue(only(file).startsWith("entries[1]." + field + " is missing: "), () -> only(file));
        assertFalse(schemaErrors(file.toString()).isEmpty());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"1 mg\"`|`\"1 units\"`|entries[1].limits.dose.hard_least: \"1 units\" is in units, and the entry is"
                        + " counted in mg; write it so, or in mL.",
                "`\"2 mg\"`|`\"9 mg\"`|entries[1].limits.dose.soft_most: \"4 mg\" is below the limit before it, or counted"
                        + " in another unit; write hard_least, soft_least, soft_most and hard_most from the lowest to"
                        + " the highest, in one unit.",
                "`\"1 mL/h\"`|`\"1 mL/h/site\"`|entries[1].limits.rate.hard_most: \"100 mL/h\" is below the limit before"
                        + " it, or counted in another unit; write hard_least, soft_least, soft_most and hard_most from"
                        + " the lowest to the highest, in one unit.",
                "`\"40 mg/mL\"`|`\"40 units/mL\"`|entries[1].concentrations[2]: \"40 units/mL\" is not in mg/mL, and the"
                        + " entry is counted in mg.",
                "`\"cefTRIAXone\"`|`\"cefTRIAXon\"`|entries[1].display_name: \"cefTRIAXon\" is another drug than"
                        + " \"ceftriaxone\"; write the same name with other letters large.",
                "`\"unit\": \"mg\"`|`\"unit\": \"U\"`|entries[1].unit: \"U\" is not known here; write g, mg, mcg, ng,"
                        + " units, mEq, mmol, kcal or mL.",
                "`\"40 kg\"`|`\"140 kg\"`|entries[1].patients.weight_most: \"120 kg\" is below the least weight; write at"
                        + " least that.",
                "`\"intravenous_central\", `|`\"enteral\", `|entries[1].routes has enteral beside others; write an entry of"
                        + " its own for it, as an enteral set takes nothing else.",
                "`[\"continuous\", `|`[\"intermittent\", `|entries[1].regimens[2]: \"intermittent\" is there twice; keep"
                        + " one.",
                "`[\"continuous\", `|`[\"drip\", `|entries[1].regimens[1]: \"drip\" is not known here; write continuous,"
                        + " intermittent, stepped, tapered, patient_controlled or sequence.",
                "`\"901 mOsm/L\"`|`\"901 mOsm\"`|entries[1].solution.osmolarity: \"901 mOsm\" is in mOsm; write it in"
                        + " mOsm/L, for example \"290 mOsm/L\".",
                "`\"901 mOsm/L\"`|`\"10001 mOsm/L\"`|entries[1].solution.osmolarity: \"10001 mOsm/L\" is out of range;"
                        + " write a whole number up to 10000 mOsm/L.",
                "`\"4.5\"`|`\"4..5\"`|entries[1].solution.ph_least: \"4..5\" has more than one decimal point; write one.",
                "`\"4.5\"`|`\"9.5\"`|entries[1].solution.ph_most: \"9\" is below the least pH; write at least that.",
                "`\"ph_most\": \"9\"`|`\"ph_most\": \"14.1\"`|entries[1].solution.ph_most: \"14.1\" is no pH; write 0 to 14.",
                "`, {\"time\": \"8 h\"}`|``|entries[1].hang_times[2].up_to leaves open how long it keeps where it is"
                        + " warmer; add {\"time\": \"24 h\"} as the last one, which holds for the rest.",
                "`\"8 h\"`|`\"25 h\"`|entries[1].hang_times[3] is out of order; write them from the coolest up, none keeping"
                        + " longer than a cooler one.",
                "`\"23.5 C\"`|`\"61 C\"`|entries[1].hang_times[1].up_to: \"61 C\" is out of range; write 0 C to 60 C, to a"
                        + " thousandth.",
                "`\"15 min\"`|`\"61 days\"`|entries[1].minimum_duration: \"61 days\" is in days; write it in h, min or s:"
                        + " \"1464 h\".",
                "`\"15 min\"`|`\"1464 h\"`|entries[1].minimum_duration: \"1464 h\" is too large; write 1 s to 1440 h.",
                "`\"10 min\"`|`\"61 min\"`|entries[1].resume_within: \"61 min\" is too large; write 1 s to 1 h.",
                "`\"keep_open\"`|`\"keepopen\"`|entries[1].keepopen is not a field; did you mean \"keep_open\"?",
                "`\"unit\": `|`\"unitt\": `|entries[1].unitt is not a field; did you mean \"unit\"?",
                "`\"x-adult\"`|`\"x adult\"`|entries[1].id: \"x adult\" is no id; write letters A to Z, digits, points,"
                        + " hyphens and underscores, a letter or digit first.",
                "`steadyflow/library/1`|`steadyflow/library/2`|schema: \"steadyflow/library/2\" is a version that this pump"
                        + " does not read; write \"schema\": \"steadyflow/library/1\".",
                "`steadyflow/library/1`|`steadyflow/prescription/1`|schema: \"steadyflow/prescription/1\" is not a drug"
                        + " library; write \"schema\": \"steadyflow/library/1\".",
            })
    void aSlipIsNamedWithItsFieldAndTheWayToPutItRight(String right, String wrong, String sentence) {
        assertTrue(WHOLE.contains(right), right);
        String file = WHOLE.replaceFirst(Pattern.quote(right), wrong == null ? "" : wrong);
        assertEquals(List.of(sentence), sentences(file));
    }

    @Test
    void anIdIsGivenOnce() {
        ObjectNode file = (ObjectNode) JSON.readTree(WHOLE);
        ((ArrayNode) file.get("entries")).add(entry(file).deepCopy());
        assertEquals(
                List.of("entries[2].id: \"x-adult\" is there twice; give each entry an id of its own."),
                sentences(file.toString()));
    }

    @Test
    void allFaultsAreToldTogether() {
        String file = WHOLE.replace("\"version\": 7", "\"version\": 0").replace("\"1 mg/kg\"", "\"1 mg/h\"");
        assertEquals(2, sentences(file).size());
    }

    @Test
    void whatIsNoLibraryAtAllIsSaidToBeNone() {
        assertEquals(
                List.of("The file is empty; write a drug library as one JSON object, from { to }."), sentences(""));
        assertFalse(LibraryReader.isLibrary(
                "{\"schema\": \"steadyflow/prescription/1\"}".getBytes(StandardCharsets.UTF_8)));
        assertTrue(LibraryReader.isLibrary("{\"schema\": \"steadyflow/library/9\"}".getBytes(StandardCharsets.UTF_8)));
        assertFalse(LibraryReader.isLibrary(new byte[] {1, 2, 3}));
    }

    private static ObjectNode entry(ObjectNode file) {
        return (ObjectNode) file.get("entries").get(0);
    }

    private static String only(ObjectNode file) {
        List<String> sentences = sentences(file.toString());
        assertEquals(1, sentences.size(), sentences::toString);
        return sentences.getFirst();
    }

    private static List<String> sentences(String file) {
        return assertInstanceOf(LibraryReading.Refused.class, read(file)).problems().stream()
                .map(Problem::sentence)
                .toList();
    }

    private static LibraryReading.Accepted accepted(String file) {
        return switch (read(file)) {
            case LibraryReading.Accepted accepted -> accepted;
            case LibraryReading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    private static LibraryReading read(String file) {
        return LibraryReader.read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> schemaErrors(String file) {
        try {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
            return Stream.of(schema.validate(file, InputFormat.JSON))
                    .flatMap(List::stream)
                    .map(Error::toString)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
