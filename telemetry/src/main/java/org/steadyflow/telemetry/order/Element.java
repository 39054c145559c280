package org.steadyflow.telemetry.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One element of a resource, with its FHIR path and a memory of which of its children were asked for: what nobody asked
 * for was not understood, and is listed. Of one reading, one thread.
 */
final class Element {
    private final JsonNode node;
    private final String path;
    private final Map<String, List<Element>> asked = new LinkedHashMap<>();

    private Element(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** The root of a resource, its path being the type. */
    static Element root(JsonNode resource) {
        return new Element(resource, type(resource));
    }

    static String type(JsonNode resource) {
        return resource.path("resourceType").asString("");
    }

    String path() {
        return path;
    }

    /** The path that a child has or would have. */
    String path(String child) {
        return path + "." + child;
    }

    /** The children of a name, none where there is none. */
    List<Element> all(String child) {
        return asked.computeIfAbsent(child, name -> children(name, node.path(name)));
    }

    /** The first child of a name. */
    Optional<Element> one(String child) {
        return all(child).stream().findFirst();
    }

    boolean has(String child) {
        return node.has(child);
    }

    /** The text of a primitive child. */
    Optional<String> text(String child) {
        return one(child).map(Element::text);
    }

    /** The number of a primitive child; a FHIR decimal, integer or unsigned integer. */
    Optional<BigDecimal> number(String child) {
        return one(child).filter(element -> element.node.isNumber()).map(element -> element.node.decimalValue());
    }

    /** Whether a child is there and says true. */
    boolean isTrue(String child) {
        return one(child).filter(element -> element.node.asBoolean(false)).isPresent();
    }

    /** A primitive as text; empty text where it is none. */
    String text() {
        return node.isValueNode() ? node.asString("") : "";
    }

    JsonNode node() {
        return node;
    }

    /** Takes these children as they are, with all below them: nothing in them bears on what the pump gives. */
    void pass(String... children) {
        Stream.of(children).forEach(child -> all(child).forEach(Element::passWhole));
    }

    private void passWhole() {
        node.propertyNames().forEach(this::pass);
    }

    /** Paths of what is there and was never asked for, itself or one of its elements. */
    List<String> unread() {
        List<String> paths = new ArrayList<>();
        for (String name : node.propertyNames()) {
            List<Element> children = asked.get(name);
            if (children == null) {
                children(name, node.path(name)).forEach(child -> paths.add(child.path));
            } else {
                children.forEach(child -> paths.addAll(child.unread()));
            }
        }
        return paths;
    }

    private List<Element> children(String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        // In JSON an extension of a primitive stands beside it, with a low line before the name.
        String shown = name.startsWith("_") ? name.substring(1) : name;
        if (!value.isArray()) {
            return List.of(new Element(value, path(shown)));
        }
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isNull()) {
                elements.add(new Element(value.get(i), path(shown) + "[" + i + "]"));
            }
        }
        return List.copyOf(elements);
    }
}
