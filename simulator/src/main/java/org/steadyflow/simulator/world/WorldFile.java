package org.steadyflow.simulator.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import org.steadyflow.hal.device.Mechanism;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A world file of schema {@value #SCHEMA}: which parts a world is made of and which of their values differ from the
 * usual. What it does not name stays as it is. A value stands alone, or as {@code {"value": ..., "source": ...}}, as
 * {@link #text} prints it. Immutable; any thread.
 */
public final class WorldFile {
    public static final String SCHEMA = "steadyflow/world/1";
    /** Longest file, in characters. */
    public static final int LIMIT_CHARS = 200_000;

    /** The world of a pump with nothing wrong. */
    public static final WorldFile USUAL = new WorldFile("usual", Map.of(), Map.of());

    private static final String USE = "use";
    private static final List<String> HEAD = List.of("$schema", "schema", "name", "about");

    private final String name;
    private final Map<String, String> used;
    private final Map<String, Map<String, JsonNode>> changes;

    private WorldFile(String name, Map<String, String> used, Map<String, Map<String, JsonNode>> changes) {
        this.name = name;
        this.used = used;
        this.changes = changes;
    }

    /** The world that this text describes for a pump that is built with that, or everything that is wrong with it. */
    public static WorldReading parse(String json, Mechanism mechanism) {
        if (json.length() > LIMIT_CHARS) {
            return rejected("the file has " + json.length() + " characters; at most " + LIMIT_CHARS + " are read");
        }
        JsonNode root;
        try {
            root = WorldPart.MAPPER.readTree(json);
        } catch (JacksonException e) {
            return rejected(place(e) + e.getOriginalMessage());
        }
        if (!(root instanceof ObjectNode object)) {
            return rejected("the file is not one JSON object, from { to }");
        }
        List<String> problems = new ArrayList<>();
        WorldFile file = read(object, mechanism, problems);
        file.build(mechanism, problems);
        file.checkOtherMechanism(mechanism, problems);
        return problems.isEmpty() ? new WorldReading.Accepted(file) : new WorldReading.Rejected(problems);
    }

    /** What is said of a mechanism that this pump is not built with has to be right all the same. */
    private void checkOtherMechanism(Mechanism mechanism, List<String> problems) {
        if (mechanism instanceof Mechanism.Syringe && changes.containsKey("cassette")) {
            reader(mechanism, problems).cassette();
        }
        if (mechanism instanceof Mechanism.Cassette && changes.containsKey("syringe")) {
            reader(mechanism, problems).syringe(Mechanism.Syringe.ML_60);
        }
    }

    private static WorldReading rejected(String problem) {
        return new WorldReading.Rejected(List.of(problem));
    }

    private static String place(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private static WorldFile read(ObjectNode root, Mechanism mechanism, List<String> problems) {
        if (!root.optional("schema").map(JsonNode::asString).orElse("").equals(SCHEMA)) {
            problems.add("schema: must be \"" + SCHEMA + "\"");
        }
        Map<String, String> used = new LinkedHashMap<>();
        Map<String, Map<String, JsonNode>> changes = new LinkedHashMap<>();
        for (Entry<String, JsonNode> group : root.properties()) {
            String key = group.getKey();
            if (HEAD.contains(key)) {
                continue;
            }
            if (!WorldPart.NAMES.containsKey(key)) {
                problems.add(key + ": unknown part; " + Spelling.advice(key, WorldPart.NAMES.keySet()));
            } else if (group.getValue() instanceof ObjectNode fields) {
                readGroup(key, fields, mechanism, used, changes, problems);
            } else {
                problems.add(key + ": is not an object {...}");
            }
        }
        String name = root.optional("name").map(JsonNode::asString).orElse("this file");
        return new WorldFile(name, used, changes);
    }

    private static void readGroup(
            String group,
            ObjectNode fields,
            Mechanism mechanism,
            Map<String, String> used,
            Map<String, Map<String, JsonNode>> changes,
            List<String> problems) {
        fields.optional(USE)
                .map(JsonNode::asString)
                .ifPresent(wanted -> choose(group, wanted, mechanism, used, problems));
        WorldPart part = WorldPart.load(group, used.getOrDefault(group, usual(group, mechanism)));
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        for (Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().equals(USE)) {
                continue;
            }
            if (part.values().containsKey(field.getKey())) {
                changed.put(field.getKey(), field.getValue());
            } else {
                problems.add(group + "." + field.getKey() + ": unknown field; "
                        + Spelling.advice(field.getKey(), part.values().keySet()));
            }
        }
        changes.put(group, changed);
    }

    private static void choose(
            String group, String wanted, Mechanism mechanism, Map<String, String> used, List<String> problems) {
        Collection<String> names = WorldPart.NAMES.getOrDefault(group, List.of());
        String usual = usual(group, mechanism);
        if (!names.contains(wanted)) {
            problems.add(group + "." + USE + ": \"" + wanted + "\" is none of " + String.join(", ", names));
        } else if (!WorldPart.isChosen(group) && !wanted.equals(usual)) {
            problems.add(group + "." + USE + ": \"" + wanted + "\" does not fit this pump, which is built with "
                    + mechanism.label());
        } else {
            used.put(group, wanted);
        }
    }

    private static String usual(String group, Mechanism mechanism) {
        boolean isSyringe = mechanism instanceof Mechanism.Syringe;
        return switch (group) {
            case "motor" -> isSyringe ? "syringe" : "cassette";
            case "syringe" -> isSyringe ? mechanism.label().substring("syringe-".length()) + "-ml" : "60-ml";
            default -> WorldPart.NAMES.getOrDefault(group, List.of()).getFirst();
        };
    }

    /** A value that stands alone, or beside its source. */
    static JsonNode valueOf(JsonNode given) {
        return given.optional("value").orElse(given);
    }

    /**
     * The world of a pump that is built with this.
     *
     * @throws IllegalArgumentException when this file was read for another mechanism and does not fit this one
     */
    public WorldParameters parameters(Mechanism mechanism) {
        List<String> problems = new ArrayList<>();
        WorldParameters built = build(mechanism, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return built;
    }

    /** Whether it says how much the container holds; else the prescription does. */
    public boolean saysContainerVolume() {
        return changes.getOrDefault("container", Map.of()).containsKey("volume_ml");
    }

    WorldParameters.Cassette cassette() {
        return reader(new Mechanism.Cassette(), new ArrayList<>()).cassette();
    }

    WorldParameters.Line line() {
        return reader(new Mechanism.Cassette(), new ArrayList<>()).line();
    }

    WorldParameters.Container container() {
        return reader(new Mechanism.Cassette(), new ArrayList<>()).container();
    }

    SyringeMechanics syringe(Mechanism.Syringe syringe) {
        return reader(syringe, new ArrayList<>()).syringe(syringe);
    }

    static DailyLife life(DailyLife.Kind kind) {
        Map<String, String> used = Map.of("life", kind.name().toLowerCase(Locale.ROOT));
        return new WorldFile("usual", used, Map.of())
                .reader(new Mechanism.Cassette(), new ArrayList<>())
                .life();
    }

    private WorldParameters build(Mechanism mechanism, List<String> problems) {
        return reader(mechanism, problems).world(mechanism);
    }

    private WorldReader reader(Mechanism mechanism, List<String> problems) {
        return new WorldReader(group -> part(group, mechanism), problems);
    }

    private WorldPart part(String group, Mechanism mechanism) {
        WorldPart part = WorldPart.load(group, used.getOrDefault(group, usual(group, mechanism)));
        return part.changed(changes.getOrDefault(group, Map.of()), name);
    }

    /** Every value of this world with its source: a world file itself. */
    public String text(Mechanism mechanism) {
        StringBuilder text = new StringBuilder("{\n  \"schema\": \"" + SCHEMA + "\",\n  \"name\": \"" + name + "\"");
        for (String group : WorldPart.NAMES.keySet()) {
            boolean isOther = group.equals(mechanism instanceof Mechanism.Syringe ? "cassette" : "syringe");
            if (isOther) {
                continue;
            }
            WorldPart part = part(group, mechanism);
            text.append(",\n  \"")
                    .append(group)
                    .append("\": {\n    \"use\": \"")
                    .append(part.name())
                    .append('"');
            part.values().forEach((field, value) -> text.append(",\n    \"")
                    .append(field)
                    .append("\": {\"value\": ")
                    .append(WorldPart.MAPPER.writeValueAsString(value))
                    .append(", \"source\": ")
                    .append(WorldPart.MAPPER.writeValueAsString(part.sources().get(field)))
                    .append('}'));
            text.append("\n  }");
        }
        return text.append("\n}\n").toString();
    }
}
