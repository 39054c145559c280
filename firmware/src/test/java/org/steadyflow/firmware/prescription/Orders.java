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
import tools.jackson.databind.node.ArrayNode;
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
                  "pump": "pump-1",
                  "body": {"weight": "70 kg", "height": "170 cm"},
                  "drug": {"name": "DOPamine", "concentration": "0.8 mg/mL"},
                  "route": "intravenous_central",
                  "container": {"volume": "500 mL", "residual": "5 mL", "count": 1},
                  "regimen": {
                    "type": "continuous", "volume": "400 mL", "rate": "15 mL/h",
                    "titration": {"least": "10 mL/h", "most": "50 mL/h", "step": "5 mL/h"}
                  },
                  "start": {"after": "30 min"},
                  "at_end": "keep_open",
                  "keep_open": {"rate": "1 mL/h", "limit": "20 mL"},
                  "observe": "1 h",
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
        file.set("container", parse("{\"volume\": \"500 mL\", \"residual\": \"5 mL\", \"count\": 3}"));
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

    /** Doses at times of day, hung and rinsed by a person: every field that {@link #intermittent} lacks. */
    static ObjectNode daily() {
        ObjectNode file = plain();
        file.set("regimen", parse("""
                        {
                          "type": "intermittent",
                          "dose": "200 mL",
                          "rate": "120 mL/h",
                          "times": ["08:00", "20:00"],
                          "zone": "Europe/Berlin",
                          "count": 3,
                          "containers": "each_dose",
                          "flush_before": {"volume": "10 mL", "rate": "120 mL/h", "fluid": "saline"},
                          "flush_after": {"volume": "20 mL", "rate": "100 mL/h", "fluid": "saline"}
                        }
                        """));
        return file;
    }

    /** Every field that a stepped infusion may have. */
    static ObjectNode stepped() {
        ObjectNode file = plain();
        file.set("regimen", parse("""
                        {
                          "type": "stepped",
                          "volume": "250 mL",
                          "steps": [
                            {"rate": "20 mL/h", "for": "15 min", "confirm": false},
                            {"rate": "40 mL/h", "volume": "10 mL", "confirm": true},
                            {"rate": "150 mL/h", "confirm": true}
                          ],
                          "titration": {"least": "10 mL/h", "most": "150 mL/h", "step": "20 mL/h"}
                        }
                        """));
        return with(file, "start", "{\"at\": \"2026-11-22T08:00:00+01:00\"}");
    }

    /** Under the skin, by doses, with all that they are counted by. */
    static ObjectNode dosed() {
        ObjectNode file = withText(with(plain(), "sites", "2"), "body.surface", "1.8 m2");
        file.set("regimen", parse("""
                        {
                          "type": "continuous", "volume": "200 mg/m2", "rate": "5 mcg/kg/min",
                          "titration": {"least": "4 mL/h/site", "most": "2 mg/min", "step": "0.1 mL/kg/h"}
                        }
                        """));
        return withText(file, "route", "subcutaneous");
    }

    /** Whether the regimen of this file needs the field to be counted. */
    static boolean isCountedBy(ObjectNode file, String path) {
        return file.has("sites") && List.of("body", "body.weight", "drug.concentration", "sites").contains(path);
    }

    static ObjectNode tapered() {
        ObjectNode file = plain();
        file.set("regimen", parse("""
                        {"type": "tapered", "volume": "300 mL", "duration": "12 h", "up": "1 h", "down": "30 min"}
                        """));
        return file;
    }

    /** Every field that a patient-controlled infusion may have. */
    static ObjectNode patientControlled() {
        ObjectNode file = plain();
        file.set("regimen", parse("""
                        {
                          "type": "patient_controlled",
                          "volume": "100 mL",
                          "basal": "0.5 mL/h",
                          "demand": "1 mL",
                          "bolus_rate": "120 mL/h",
                          "lockout": "10 min",
                          "cap_1h": "6 mL",
                          "cap_4h": "20 mL",
                          "loading": "2 mL",
                          "clinician_bolus": "3 mL"
                        }
                        """));
        return file;
    }

    /** Every field that a sequence may have. */
    static ObjectNode sequence() {
        ObjectNode file = without(plain(), "container");
        file.set("regimen", parse("""
                        {
                          "type": "sequence",
                          "parts": [
                            {
                              "name": "saline before", "drug": {"name": "saline", "concentration": "9 mg/mL"},
                              "container": {"volume": "12 mL", "residual": "1 mL"},
                              "volume": "10 mL", "rate": "300 mL/h", "prompt": "Hang the saline."
                            },
                            {"name": "drug", "container": {"volume": "100 mL"}, "volume": "100 mL", "duration": "7 h"}
                          ]
                        }
                        """));
        return file;
    }

    /** Every field outside the regimen that does not depend on it. */
    private static ObjectNode plain() {
        ObjectNode file = without(without(continuous(), "at_end"), "keep_open");
        return without(without(file, "life_sustaining"), "container.count");
    }

    /** One file of each type, with every field. */
    static List<ObjectNode> ofEachType() {
        return List.of(
                continuous(), dosed(), intermittent(), daily(), stepped(), tapered(), patientControlled(), sequence());
    }

    static ObjectNode parse(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /**
     * The file with the value at {@code path} replaced, objects on the way made; {@code json} is JSON. A path is like
     * that of a problem: {@code regimen.steps[1].rate}.
     */
    static ObjectNode with(ObjectNode file, String path, String json) {
        ObjectNode changed = file.deepCopy();
        int dot = path.lastIndexOf('.');
        ObjectNode inside = changed;
        for (String name : dot < 0 ? new String[0] : path.substring(0, dot).split("\\.")) {
            JsonNode next = step(inside, name);
            inside = next instanceof ObjectNode object ? object : inside.putObject(name);
        }
        String last = path.substring(dot + 1);
        int bracket = last.indexOf('[');
        if (bracket < 0) {
            inside.set(last, JSON.readTree(json));
        } else {
            ((ArrayNode) inside.get(last.substring(0, bracket))).set(index(last), JSON.readTree(json));
        }
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

    /** Paths of all fields of the file, those inside objects and lists included. */
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
            for (int i = 0; value instanceof ArrayNode && i < value.size(); i++) {
                if (value.get(i) instanceof ObjectNode inside) {
                    collect(prefix + name + "[" + (i + 1) + "].", inside, paths);
                }
            }
        }
    }

    static JsonNode at(ObjectNode file, String path) {
        JsonNode value = file;
        for (String name : path.split("\\.")) {
            value = step(value, name);
        }
        return value;
    }

    private static JsonNode step(JsonNode value, String name) {
        int bracket = name.indexOf('[');
        return bracket < 0
                ? value.path(name)
                : value.path(name.substring(0, bracket)).path(index(name));
    }

    private static int index(String name) {
        return Integer.parseInt(name.substring(name.indexOf('[') + 1, name.length() - 1)) - 1;
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
