package org.steadyflow.simulator.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of the files under {@code resources/world}: a mechanism, a set, a catheter, with the source of each value.
 *
 * @param name of the file, without folder and ending
 * @param values field to value, in the order of the file
 * @param sources field to where the value comes from
 */
record WorldPart(String name, Map<String, JsonNode> values, Map<String, String> sources) {
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Which files there are, the usual one first. Motor and syringe go by the mechanism. */
    static final Map<String, List<String>> NAMES = names();

    private static Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("motor", List.of("cassette", "syringe"));
        names.put("cassette", List.of("cassette"));
        names.put("syringe", List.of("60-ml", "20-ml", "10-ml", "5-ml", "3-ml", "1-ml"));
        names.put("set", List.of("stiff", "soft", "microbore"));
        names.put(
                "catheter", List.of("22g", "24g", "20g", "18g", "picc-4f", "picc-3f", "picc-1-9f", "subcutaneous-24g"));
        names.put("filter", List.of("none", "air-eliminating"));
        names.put("site", List.of("peripheral-vein", "central-vein", "subcutaneous", "epidural"));
        names.put("fluid", List.of("water", "immunoglobulin-10", "immunoglobulin-20"));
        names.put("container", List.of("bag", "bottle"));
        names.put("air", List.of("detector"));
        names.put("power", List.of("new", "aged", "lying"));
        names.put("sensors", List.of("board"));
        names.put("surroundings", List.of("room"));
        names.put("life", List.of("still", "normal", "restless"));
        return names;
    }

    /** Whether a world file may say which file is used; else the mechanism does. */
    static boolean isChosen(String group) {
        return !group.equals("motor") && !group.equals("syringe") && !group.equals("cassette");
    }

    /** Reads one that ships with the pump. */
    static WorldPart load(String group, String name) {
        String file = "/world/" + group + "/" + name + ".json";
        try (InputStream in = WorldPart.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in this build");
            }
            JsonNode root = MAPPER.readTree(in);
            Map<String, JsonNode> values = new LinkedHashMap<>();
            Map<String, String> sources = new LinkedHashMap<>();
            for (Entry<String, JsonNode> field : root.required("values").properties()) {
                values.put(field.getKey(), field.getValue().required("value"));
                sources.put(field.getKey(), field.getValue().required("source").stringValue());
            }
            return new WorldPart(name, values, sources);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** The same with some of its values replaced. */
    WorldPart changed(Map<String, JsonNode> replaced, String source) {
        Map<String, JsonNode> newValues = new LinkedHashMap<>(values);
        Map<String, String> newSources = new LinkedHashMap<>(sources);
        replaced.forEach((field, given) -> {
            newValues.put(field, WorldFile.valueOf(given));
            newSources.put(
                    field, given.optional("source").map(JsonNode::asString).orElse(source));
        });
        return new WorldPart(name, newValues, newSources);
    }
}
