package org.steadyflow.telemetry.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Finds where in a JSON text the names stand that the FHIR library did not know, as it does not say. */
final class Dropped {
    private Dropped() {}

    /**
     * The paths of these names that are in the text and not in what was read of it.
     *
     * @param names the names without their place
     */
    static List<String> paths(JsonNode text, JsonNode read, Set<String> names) {
        List<String> found = new ArrayList<>();
        walk(text, read, "", names, found);
        return List.copyOf(found);
    }

    private static void walk(JsonNode text, JsonNode read, String path, Set<String> names, List<String> found) {
        String here = text.has("resourceType") ? Element.type(text) : path;
        for (String name : text.propertyNames()) {
            String child = here + "." + name;
            if (names.contains(name) && !read.has(name)) {
                found.add(child);
            } else {
                walk(text.path(name), read.path(name), child, names, found);
            }
        }
        for (int i = 0; text.isArray() && i < text.size(); i++) {
            walk(text.path(i), read.path(i), path + "[" + i + "]", names, found);
        }
    }
}
