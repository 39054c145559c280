package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.firmware.prescription.Orders.accepted;
import static org.steadyflow.firmware.prescription.Orders.read;
import static org.steadyflow.firmware.prescription.Orders.refused;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schema says what the reader does, as far as a schema can tell. */
@Tag("REQ-15")
class SchemaTest {
    private static final String SCHEMA_TEXT = new String(Orders.bytes(Orders.SCHEMA), StandardCharsets.UTF_8);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA_TEXT, InputFormat.JSON);

    /** What one container gives, and the fastest rate. */
    private static final Map<String, String> RATES_OF_EXAMPLES = Map.ofEntries(
            Map.entry("antibiotic-ceftriaxone.json", "100 mL at 200 mL/h"),
            Map.entry("hydration.json", "1000 mL at 125 mL/h"),
            Map.entry("hydration-a-month.json", "9360 mL at 13 mL/h"),
            Map.entry("hydration-over-soft-limit.json", "1000 mL at 600 mL/h"),
            Map.entry("morphine-over-hard-limit.json", "50 mL at 120 mL/h"),
            Map.entry("piperacillin-24-h.json", "240 mL at 10 mL/h"),
            Map.entry("slow-1337.json", "3208.8 mL at 13.37 mL/h"),
            Map.entry("vancomycin-every-12-h.json", "200 mL at 120 mL/h"),
            Map.entry("01-vancomycin.json", "200 mL at 120 mL/h"),
            Map.entry("02-ceftriaxone.json", "100 mL at 200 mL/h"),
            Map.entry("03-piperacillin-tazobactam.json", "240 mL at 10 mL/h"),
            Map.entry("04-amphotericin-b.json", "500 mL at 125 mL/h"),
            Map.entry("05-acyclovir.json", "140 mL at 140 mL/h"),
            Map.entry("06-fluorouracil.json", "92.000001 mL at 2 mL/h"),
            Map.entry("07-hydration.json", "1000 mL at 125 mL/h"),
            Map.entry("08-morphine-pca.json", "50 mL at 120 mL/h"),
            Map.entry("09-hydromorphone-pca.json", "100 mL at 120 mL/h"),
            Map.entry("10-ropivacaine-epidural.json", "250 mL at 120 mL/h"),
            Map.entry("11-parenteral-nutrition.json", "2000 mL at 181.818 mL/h"),
            Map.entry("12-immunoglobulin.json", "700 mL at 350 mL/h"),
            Map.entry("13-immunoglobulin-subcutaneous.json", "50 mL at 60 mL/h"),
            Map.entry("14-infliximab.json", "250 mL at 150 mL/h"),
            Map.entry("15-natalizumab.json", "115 mL at 115 mL/h"),
            Map.entry("16-milrinone.json", "1764 mL at 10.5 mL/h"),
            Map.entry("17-dobutamine.json", "240 mL at 10.5 mL/h"),
            Map.entry("18-dopamine.json", "500 mL at 15 mL/h"),
            Map.entry("19-factor-viii.json", "122.92 mL at 294 mL/h"),
            Map.entry("20-methylprednisolone.json", "250 mL at 250 mL/h"),
            Map.entry("21-iron-sucrose.json", "100 mL at 200 mL/h"),
            Map.entry("22-erythropoietin.json", "1 mL at 12 mL/h"),
            Map.entry("23-enteral-feeding.json", "500 mL at 300 mL/h"),
            Map.entry("24-flush-protocol.json", "10 mL at 300 mL/h"),
            Map.entry("first-drop-water.json", "5 mL at 60 mL/h"),
            Map.entry("25-missed-dose.json", "200 mL at 120 mL/h"));

    static List<Path> examples() {
        return Orders.examples();
    }

    static Stream<ObjectNode> files() {
        return Stream.concat(Stream.of(Orders.least()), Orders.ofEachType().stream());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsTakenByBothAndMarkedAsOne(Path example) {
        String file = new String(Orders.bytes(example), StandardCharsets.UTF_8);
        Reading.Accepted read = accepted(read(file));
        assertEquals(List.of(), errors(file));
        assertEquals(List.of(), errors(read.canonicalText()));
        assertTrue(Orders.parse(file).get("note").asString().startsWith("An example, not clinical advice: "), file);
        assertTrue(read.prescription().id().startsWith("EXAMPLE-"), file);
        Path schema = example.resolveSibling(Orders.parse(file).get("$schema").asString());
        assertEquals(Orders.SCHEMA.normalize(), schema.normalize());
    }

    @Test
    void theExamplesOrderWhatTheirNotesSay() {
        Map<String, String> rates = Orders.examples().stream()
                .collect(Collectors.toMap(
                        example -> example.getFileName().toString(),
                        example -> rateOf(accepted(PrescriptionReader.read(Orders.bytes(example)))),
                        (first, second) -> first,
                        TreeMap::new));
        assertEquals(RATES_OF_EXAMPLES, rates);
    }

    private static String rateOf(Reading.Accepted read) {
        Regimen regimen = read.prescription().regimen();
        return QuantityText.text(regimen.volumePerContainer()) + " at " + QuantityText.display(regimen.rate());
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFieldThatTheReaderAsksForIsRequiredByTheSchema(ObjectNode file) {
        for (String path : Orders.paths(file)) {
            ObjectNode without = Orders.without(file, path);
            boolean isOfWhatFits =
                    List.of("container.count", "container.residual", "at_end").contains(path)
                            || path.matches("regimen[.]steps.*[.](for|volume)");
            boolean isNoMatterOfTheSchema =
                    (isOfWhatFits || Orders.isCountedBy(file, path)) && read(without) instanceof Reading.Refused;
            if (!isNoMatterOfTheSchema) {
                assertAgreed(without, path);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aTypeThatTheReaderRefusesIsRefusedByTheSchema(ObjectNode file) {
        for (String path : Orders.paths(file)) {
            for (String wrong : List.of("5", "\"\"", "true", "null", "[]", "{}", "[5]", "[{}]", "[\"\"]")) {
                assertAgreed(Orders.with(file, path, wrong), path);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void anUnknownFieldIsRefusedByBoth(ObjectNode file) {
        List<String> objects = new ArrayList<>(List.of("colour"));
        Orders.paths(file).stream()
                .filter(path -> Orders.at(file, path) instanceof ObjectNode)
                .forEach(path -> objects.add(path + ".colour"));
        for (String path : objects) {
            ObjectNode changed = Orders.with(file, path, "1");
            refused(read(changed));
            assertFalse(errors(changed.toString()).isEmpty(), path);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regimen.volume | 1e9 mL",
                "regimen.volume | NaN mL",
                "regimen.volume | 1..5 mL",
                "regimen.volume | 1,5 mL",
                "regimen.volume | 1,000 mL",
                "regimen.volume | .5 mL",
                "regimen.volume | 5. mL",
                "regimen.volume | -5 mL",
                "regimen.volume | +5 mL",
                "regimen.volume | 05 mL",
                "regimen.volume | 5mL",
                "regimen.volume | 5  mL",
                "regimen.volume | 5",
                "regimen.volume | 5 ml",
                "regimen.volume | 5 uL",
                "regimen.rate | 5 mL/min",
                "regimen.rate | 5 mL",
                "keep_open.rate | 5 ml/h",
                "after_power_loss.within | 1 d",
                "after_power_loss.within | 1 hour",
                "limits.downstream_occlusion | 40 kPa",
                "limits.downstream_occlusion | 300.5 mmHg",
                "limits.single_bubble | 100 nL",
                "drug.concentration | 5 IU/mL",
                "drug.concentration | 5 mg",
                "id | a b",
                "id | .a",
                "patient | ' x'",
                "patient | ' '",
                "route | iv",
                "at_end | kvo",
                "regimen.type | pca",
                "schema | steadyflow/prescription/2",
            })
    void aBadValueIsRefusedByBoth(String path, String value) {
        ObjectNode file = Orders.withText(Orders.continuous(), path, value);
        refused(read(file));
        assertFalse(errors(file.toString()).isEmpty(), value);
    }

    @Test
    void fieldsThatDoNotGoTogetherAreRefusedByBoth() {
        for (ObjectNode file : List.of(
                Orders.withText(Orders.continuous(), "regimen.duration", "1 h"),
                Orders.withText(Orders.continuous(), "regimen.dose", "1 mL"),
                Orders.withText(Orders.intermittent(), "regimen.volume", "1 mL"),
                Orders.withText(Orders.intermittent(), "regimen.missed_dose.rule", "ask"),
                Orders.withText(Orders.continuous(), "after_power_loss.resume", "by_person"),
                Orders.with(Orders.intermittent(), "regimen.count", "0"),
                Orders.with(Orders.intermittent(), "regimen.count", "1001"),
                Orders.with(Orders.intermittent(), "regimen.count", "1.5"))) {
            refused(read(file));
            assertFalse(errors(file.toString()).isEmpty(), file::toString);
        }
    }

    @Test
    void theSchemaHasTheFieldsThatTheReaderKnows() {
        ObjectNode schema = Orders.parse(SCHEMA_TEXT);
        Map<String, List<Field>> objects = Map.ofEntries(
                Map.entry("/properties", Fields.OF_PRESCRIPTION),
                Map.entry("/properties/body/properties", Fields.OF_BODY),
                Map.entry("/$defs/drug/properties", Fields.OF_DRUG),
                Map.entry("/properties/container/properties", Fields.OF_CONTAINER),
                Map.entry("/properties/start/properties", Fields.OF_START),
                Map.entry("/properties/keep_open/properties", Fields.OF_KEEP_OPEN),
                Map.entry("/properties/limits/properties", Fields.OF_LIMITS),
                Map.entry("/properties/after_power_loss/properties", Fields.OF_AFTER_POWER_LOSS),
                Map.entry("/$defs/continuous/properties", RegimenFields.OF_CONTINUOUS),
                Map.entry("/$defs/intermittent/properties", RegimenFields.OF_INTERMITTENT),
                Map.entry("/$defs/intermittent/properties/missed_dose/properties", RegimenFields.OF_MISSED_DOSE),
                Map.entry("/$defs/stepped/properties", RegimenFields.OF_STEPPED),
                Map.entry("/$defs/step/properties", RegimenFields.OF_STEP),
                Map.entry("/$defs/tapered/properties", RegimenFields.OF_TAPERED),
                Map.entry("/$defs/patient_controlled/properties", RegimenFields.OF_PATIENT_CONTROLLED),
                Map.entry("/$defs/sequence/properties", RegimenFields.OF_SEQUENCE),
                Map.entry("/$defs/part/properties", RegimenFields.OF_PART),
                Map.entry("/$defs/part/properties/container/properties", Fields.OF_CONTAINER_OF_A_PART),
                Map.entry("/$defs/titration/properties", RegimenFields.OF_TITRATION),
                Map.entry("/$defs/flush/properties", RegimenFields.OF_FLUSH));
        objects.forEach((pointer, fields) -> {
            Set<String> known = fields.stream().map(Field::name).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(known, new TreeSet<>(schema.at(pointer).propertyNames()), pointer);
        });
    }

    @Test
    void everyFieldIsDescribed() {
        List<String> bare = new ArrayList<>();
        collectBare("", Orders.parse(SCHEMA_TEXT), bare);
        assertEquals(List.of(), bare);
    }

    private static void collectBare(String pointer, JsonNode node, List<String> bare) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String inside = pointer + "/" + entry.getKey();
            boolean isConditional = Stream.of("/if/", "/then/", "/prefixItems/", "/dependentSchemas/")
                    .anyMatch(inside::contains);
            if (pointer.endsWith("/properties")
                    && !isConditional
                    && entry.getValue().isObject()) {
                if (!entry.getValue().has("description")) {
                    bare.add(inside);
                }
            }
            collectBare(inside, entry.getValue(), bare);
        }
    }

    @Test
    void theLimitsThatTheSchemaTellsAreTheReaders() {
        ObjectNode schema = Orders.parse(SCHEMA_TEXT);
        assertEquals(
                FileLimits.DOSES_MOST,
                schema.at("/$defs/intermittent/properties/count/maximum").asInt());
        assertEquals(
                FileLimits.CONTAINERS_MOST,
                schema.at("/properties/container/properties/count/maximum").asInt());
        assertEquals(
                FileLimits.SITES_MOST, schema.at("/properties/sites/maximum").asInt());
        assertEquals(
                FileLimits.TIMES_MOST,
                schema.at("/$defs/intermittent/properties/times/maxItems").asInt());
        assertEquals(
                FileLimits.STEPS_MOST,
                schema.at("/$defs/stepped/properties/steps/maxItems").asInt());
        assertEquals(
                FileLimits.PARTS_MOST,
                schema.at("/$defs/sequence/properties/parts/maxItems").asInt());
        assertEquals(
                FileLimits.PROMPT_CHARS,
                schema.at("/$defs/part/properties/prompt/maxLength").asInt());
        assertEquals(FileLimits.TEXT_CHARS, schema.at("/$defs/line/maxLength").asInt());
        assertEquals(
                FileLimits.TEXT_CHARS, schema.at("/properties/id/maxLength").asInt());
        assertEquals(
                FileLimits.NOTE_CHARS, schema.at("/properties/note/maxLength").asInt());
        assertEquals(
                QuantityText.text(LineLimits.USUAL.downstreamOcclusion()),
                schema.at("/properties/limits/properties/downstream_occlusion/default")
                        .asString());
        assertEquals(
                QuantityText.smallText(LineLimits.USUAL.singleBubble()),
                schema.at("/properties/limits/properties/single_bubble/default").asString());
        assertEquals(
                QuantityText.smallText(LineLimits.USUAL.airIn15Min()),
                schema.at("/properties/limits/properties/air_in_15_min/default").asString());
        assertEquals(
                QuantityText.text(LineLimits.NEAR_END_USUAL),
                schema.at("/properties/limits/properties/near_end/default").asString());
    }

    @Test
    void anAskingSentenceShowsWhatWouldBeTaken() {
        ObjectNode file = Orders.least();
        for (Field field : Fields.OF_PRESCRIPTION) {
            file = Orders.with(file, field.name(), field.example());
        }
        file = Orders.withText(Orders.withText(file, "at_end", "keep_open"), "route", "subcutaneous");
        accepted(read(file));
        assertEquals(List.of(), errors(file.toString()));
    }

    private static void assertAgreed(ObjectNode file, String path) {
        boolean isAccepted = read(file) instanceof Reading.Accepted;
        List<String> errors = errors(file.toString());
        assertEquals(isAccepted, errors.isEmpty(), () -> path + ": " + read(file) + " but " + errors + " in " + file);
    }

    static List<String> errors(String file) {
        return SCHEMA.validate(file, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
