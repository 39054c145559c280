package org.steadyflow.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.simulator.scenario.ScenarioReading.Accepted;
import org.steadyflow.simulator.scenario.ScenarioReading.Rejected;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples, the published schema and the reader say the same. */
final class ScenarioFilesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path SCHEMA = DOCS.resolve("schema/scenario-1.schema.json");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("examples/scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    }

    @Test
    void thereAreExamples() throws IOException {
        assertTrue(examples().size() >= 7);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theReaderAndTheSchemaTakeEveryExample(Path example) throws IOException {
        String text = Files.readString(example);
        switch (ScenarioReader.parse(text)) {
            case Rejected bad -> throw new AssertionError(bad.problems());
            case Accepted good ->
                assertEquals(example.getFileName().toString(), good.scenario().name() + ".json");
        }
        assertEquals(List.of(), schema().validate(text, InputFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"schema\": \"steadyflow/scenario/2\", \"name\": \"x\"}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\", \"colour\": 1}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\", \"ends_at\": \"8 hours\"}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\", \"events\": [{\"do\": \"open_door\"}]}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\","
                        + " \"events\": [{\"at\": \"1 s\", \"do\": \"dance\"}]}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\","
                        + " \"events\": [{\"at\": \"1 s\", \"do\": \"insert_bubble\"}]}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\","
                        + " \"events\": [{\"at\": \"1 s\", \"do\": \"open_door\", \"factor\": 2}]}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\","
                        + " \"events\": [{\"at\": \"1 s\", \"after_start\": \"1 s\", \"do\": \"open_door\"}]}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\","
                        + " \"events\": [{\"at\": \"1 s\", \"do\": \"close_door\", \"for\": \"1 s\"}]}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\","
                        + " \"reactions\": [{\"when_alarm\": \"DOOR_OPEN\", \"do\": [\"insert_bubble\"]}]}",
                "{\"schema\": \"steadyflow/scenario/1\", \"name\": \"x\", \"reactions\": [{\"when_alarm\":"
                        + " \"DOOR_OPEN\", \"do\": [{\"do\": \"kink_line\", \"for\": \"1 s\"}]}]}"
            })
    void whatTheSchemaRefusesTheReaderRefuses(String text) throws IOException {
        assertFalse(schema().validate(text, InputFormat.JSON).isEmpty(), "the schema takes it");
        assertTrue(ScenarioReader.parse(text) instanceof Rejected, "the reader takes it");
    }

    @Test
    void theSchemaNamesEveryActionOfTheReader() throws IOException {
        Set<String> named = new HashSet<>();
        JsonNode all = JsonMapper.shared().readTree(Files.readString(SCHEMA)).at("/$defs/action/oneOf");
        for (JsonNode one : all) {
            named.add(one.at("/properties/do/const").stringValue());
        }
        assertEquals(Set.copyOf(ActionReader.NAMES), named);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyWorldActionOfAnExampleCanBeCarriedOut(Path example) throws IOException {
        if (!(ScenarioReader.parse(Files.readString(example)) instanceof Accepted(Scenario scenario))) {
            throw new AssertionError(example + " is not accepted");
        }
        World world = new World(scenario.world().applyTo(WorldParameters.DEFAULT), 1);
        for (Scenario.Event event : scenario.events()) {
            if (event.action() instanceof WorldAction action) {
                action.applyTo(world);
                assertTrue(world.truth().causes().anyPresent(), () -> action + " left no cause");
            }
        }
    }
}
