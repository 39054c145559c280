package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prescription files to break in tests. Each call gives fresh ones. */
final class Orders {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Path EXAMPLES = Path.of("../docs/examples/prescriptions");
    static final Path SCHEMA = Path.of("../docs/schema/prescription-1.schema.json");

    private Orders() {}

    /** Only what must be there. */
    static ObjectNode least() {
        return parse("""
                {
                  "schema": "steadyflow/prescription/1",
                  "id": "RX-1",
                  "patient": "Patient 1",
                  "drug": {"name": "saline"},
                  "route": "intravenous_central",
                  "container": {"volume": "9999 mL"},
                  "regimen": {"type": "continuous", "volume": "100 mL", "rate": "50 mL/h"}
                }
                """);
    }

    /** Every field that a continuous infusion may have. */
    static ObjectNode continuous() {
        return parse("""
                {
                  "$schema": "prescription-1.schema.json",
                  "schema": "steadyflow/prescription/1",
                  "note": "Everything.",
                  "id": "RX-2",
                  "patient": "Patient 2",
                  "drug": {"name": "DOPamine", "concentration": "0.8 mg/mL"},
                  "route": "intravenous_central",
                  "container": {"volume": "500 mL", "residual": "5 mL"},
                  "regimen": {"type": "continuous", "volume": "400 mL", "rate": "15 mL/h"},
                  "at_end": "keep_open",
                  "keep_open": {"rate": "1 mL/h", "limit": "20 mL"},
                  "limits": {"downstream_occlusion": "450 mmHg", "single_bubble": "200 uL", "air_in_15_min": "0.9 mL"},
                  "after_power_loss": {"resume": "by_itself", "within": "10 min"},
                  "high_alert": true,
                  "life_sustaining": true
                }
                """);
    }

    /** Every field that an intermittent infusion may have; the duration stands for the rate. */
    static ObjectNode intermittent() {
        ObjectNode file = continuous();
        file.set("regimen", parse("""
                        {
                          "type": "intermittent",
                          "dose": "200 mL",
                          "duration": "100 min",
                          "interval": "12 h",
                          "count": 3,
                          "keep_open_between": true,
                          "missed_dose": {"rule": "give_late", "within": "2 h"}
                        }
                        """));
        return file;
    }

    static ObjectNode parse(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** The file with the value at {@code path} replaced, objects on the way made; {@code json} is JSON. */
    static ObjectNode with(ObjectNode file, String path, String json) {
        ObjectNode changed = file.deepCopy();
        String[] names = path.split("\\.");
        ObjectNode inside = changed;
        for (int i = 0; i < names.length - 1; i++) {
            inside = inside.has(names[i]) ? (ObjectNode) inside.get(names[i]) : inside.putObject(names[i]);
        }
        inside.set(names[names.length - 1], JSON.readTree(json));
        return changed;
    }

    /** The same, for a text. */
    static ObjectNode withText(ObjectNode file, String path, String text) {
        return with(file, path, JSON.writeValueAsString(text));
    }

    static ObjectNode without(ObjectNode file, String path) {
        ObjectNode changed = file.deepCopy();
        int dot = path.lastIndexOf('.');
        ObjectNode inside = dot < 0 ? changed : (ObjectNode) at(changed, path.substring(0, dot));
        inside.remove(path.substring(dot + 1));
        return changed;
    }

    /** Paths of all fields of the file, those inside objects included. */
    static List<String> paths(ObjectNode file) {
        List<String> paths = new ArrayList<>();
        collect("", file, paths);
        return paths;
    }

    private static void collect(String prefix, ObjectNode object, List<String> paths) {
        for (String name : object.propertyNames()) {
            paths.add(prefix + name);
            JsonNode value = object.get(name);
            if (value instanceof ObjectNode inside) {
                collect(prefix + name + ".", inside, paths);
            }
        }
    }

    static JsonNode at(ObjectNode file, String path) {
        JsonNode value = file;
        for (String name : path.split("\\.")) {
            value = value.get(name);
        }
        return value;
    }

    static Reading read(ObjectNode file) {
        return read(file.toString());
    }

    static Reading read(String file) {
        return PrescriptionReader.read(file.getBytes(StandardCharsets.UTF_8));
    }

    static Reading.Accepted accepted(Reading reading) {
        return assertInstanceOf(Reading.Accepted.class, reading, reading::toString);
    }

    static List<Problem> refused(Reading reading) {
        return assertInstanceOf(Reading.Refused.class, reading, reading::toString)
                .problems();
    }

    static List<Path> examples() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
