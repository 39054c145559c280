package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Mechanism;

final class WorldFileTest {
    private static final Mechanism CASSETTE = new Mechanism.Cassette();

    private static WorldParameters accepted(String fields, Mechanism mechanism) {
        return switch (WorldFile.parse("{\"schema\": \"steadyflow/world/1\"" + fields + "}", mechanism)) {
            case WorldReading.Accepted read -> read.world().parameters(mechanism);
            case WorldReading.Rejected rejected ->
                throw new AssertionError(rejected.problems().toString());
        };
    }

    private static List<String> rejected(String fields, Mechanism mechanism) {
        return switch (WorldFile.parse("{\"schema\": \"steadyflow/world/1\"" + fields + "}", mechanism)) {
            case WorldReading.Accepted _ -> throw new AssertionError("accepted: " + fields);
            case WorldReading.Rejected rejected -> rejected.problems();
        };
    }

    @Test
    void everyPartOfEveryGroupHasASourceForEachValueAndCanBeUsed() {
        for (Map.Entry<String, List<String>> group : WorldPart.NAMES.entrySet()) {
            for (String name : group.getValue()) {
                WorldPart part = WorldPart.load(group.getKey(), name);
                part.sources().forEach((field, source) -> assertTrue(!source.isBlank(), group.getKey() + "." + field));
                if (WorldPart.isChosen(group.getKey())) {
                    accepted(", \"" + group.getKey() + "\": {\"use\": \"" + name + "\"}", CASSETTE);
                }
            }
        }
        Mechanism.all().forEach(WorldFile.USUAL::parameters);
    }

    @Test
    void everyValueOfAFileIsRead() {
        for (Mechanism mechanism : List.of(CASSETTE, Mechanism.Syringe.ML_10)) {
            WorldReaderProbe probe = new WorldReaderProbe(mechanism);
            assertEquals(List.of(), probe.unread());
        }
    }

    @Test
    void theUsualWorldIsThatOfTheFiles() {
        assertEquals(WorldParameters.DEFAULT, WorldFile.USUAL.parameters(CASSETTE));
        assertEquals(WorldParameters.Cassette.DEFAULT, WorldParameters.DEFAULT.mechanics());
        assertEquals(WorldParameters.DEFAULT.line().resistanceMmHgPerMlPerMin(), 7.64 + 1.5, 0.01);
    }

    @Test
    void whatIsPrintedIsAWorldFileOfTheSameWorld() {
        for (Mechanism mechanism : Mechanism.all()) {
            String text = WorldFile.USUAL.text(mechanism);
            switch (WorldFile.parse(text, mechanism)) {
                case WorldReading.Accepted read -> {
                    assertEquals(
                            WorldFile.USUAL.parameters(mechanism), read.world().parameters(mechanism));
                    assertEquals(text, read.world().text(mechanism));
                }
                case WorldReading.Rejected rejected ->
                    throw new AssertionError(rejected.problems().toString());
            }
        }
    }

    @Test
    void onlyWhatIsNamedChanges() {
        WorldParameters changed = accepted(
                ", \"catheter\": {\"use\": \"24g\", \"length_mm\": 38}, \"surroundings\": {\"room_celsius\": 5}",
                CASSETTE);
        assertEquals(7.64 + 2 * 2.85, changed.line().resistanceMmHgPerMlPerMin(), 0.01);
        assertEquals(5, changed.surroundings().roomCelsius());
        assertEquals(WorldParameters.DEFAULT.container(), changed.container());
        assertEquals(WorldParameters.DEFAULT.mechanics(), changed.mechanics());
    }

    @Test
    void severalNeedlesShareTheFlow() {
        WorldParameters one = accepted(
                ", \"catheter\": {\"use\": \"subcutaneous-24g\"}, \"site\": {\"use\": \"subcutaneous\", \"count\": 1}",
                CASSETTE);
        WorldParameters four = accepted(
                ", \"catheter\": {\"use\": \"subcutaneous-24g\"}, \"site\": {\"use\": \"subcutaneous\", \"count\": 4}",
                CASSETTE);
        double tube = 7.639;
        assertEquals(tube + 12, one.line().resistanceMmHgPerMlPerMin(), 0.01);
        assertEquals(tube + 3, four.line().resistanceMmHgPerMlPerMin(), 0.01);
        assertEquals(120, one.line().shape().tissueMmHgPerMlPerMin());
        assertEquals(30, four.line().shape().tissueMmHgPerMlPerMin());
    }

    @Test
    @Tag("REQ-168")
    void whatCannotBeIsRefusedByNameAllAtOnce() {
        List<String> problems = rejected(
                ", \"set\": {\"compliance_ml_per_mmhg\": -1, \"tube_lenght_m\": 2}, \"syringe\": {\"bore_mm\": 35},"
                        + " \"catheter\": {\"use\": \"23g\"}, \"fluide\": {}, \"cassette\": {\"gain_error\": [0.1, -0.1]},"
                        + " \"filter\": {\"present\": \"yes\"}",
                Mechanism.Syringe.ML_60);
        assertEquals(
                List.of(
                        "set.tube_lenght_m: unknown field; did you mean tube_length_m?",
                        "catheter.use: \"23g\" is none of 22g, 24g, 20g, 18g, picc-4f, picc-3f, picc-1-9f, subcutaneous-24g",
                        "fluide: unknown part; did you mean fluid?",
                        "syringe.bore_mm: 35 is wider than the barrel, whose outer diameter is barrel_mm 29.7",
                        "set.compliance_ml_per_mmhg: -1 is too small; the least is 0.000001",
                        "filter.present: is not true or false",
                        "cassette.gain_error: is a range that falls, from 0.1 to -0.1"),
                problems);
    }

    @Test
    void anotherSyringeThanThePumpsIsRefused() {
        assertEquals(
                List.of("syringe.use: \"10-ml\" does not fit this pump, which is built with syringe-60"),
                rejected(", \"syringe\": {\"use\": \"10-ml\"}", Mechanism.Syringe.ML_60));
    }

    @Test
    void whatIsNoWorldFileIsRefusedInASentence() {
        assertEquals(
                new WorldReading.Rejected(List.of("the file is not one JSON object, from { to }")),
                WorldFile.parse("[]", CASSETTE));
        assertEquals(
                new WorldReading.Rejected(List.of("schema: must be \"steadyflow/world/1\"")),
                WorldFile.parse("{}", CASSETTE));
        assertTrue(WorldFile.parse("{", CASSETTE) instanceof WorldReading.Rejected);
        assertEquals(List.of("air: is not an object {...}"), rejected(", \"air\": 3", CASSETTE));
    }

    /** Which fields of the usual files nobody reads. */
    private record WorldReaderProbe(Mechanism mechanism) {
        List<String> unread() {
            List<String> unread = new ArrayList<>();
            String text = WorldFile.USUAL.text(mechanism);
            for (String group : WorldPart.NAMES.keySet()) {
                for (String field : WorldPart.load(
                                group, WorldPart.NAMES.get(group).getFirst())
                        .values()
                        .keySet()) {
                    boolean isHere = text.contains("\"" + group + "\": {");
                    String nonsense = ", \"" + group + "\": {\"" + field + "\": \"nonsense\"}";
                    String whole = "{\"schema\": \"steadyflow/world/1\"" + nonsense + "}";
                    if (isHere && WorldFile.parse(whole, mechanism) instanceof WorldReading.Accepted) {
                        unread.add(group + "." + field);
                    }
                }
            }
            return unread;
        }
    }
}
