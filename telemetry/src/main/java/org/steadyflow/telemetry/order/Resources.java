package org.steadyflow.telemetry.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The order of a file and the resources that came with it, in a bundle or contained in one another. */
final class Resources {
    private static final Set<String> ORDERS = Set.of("MedicationRequest", "NutritionOrder");

    private record Entry(String fullUrl, JsonNode resource) {
        boolean isMeantBy(String reference) {
            String local = Element.type(resource) + "/" + resource.path("id").asString("");
            return fullUrl.equals(reference) || local.equals(reference);
        }
    }

    private final Element order;
    private final List<Entry> others;

    private Resources(Element order, List<Entry> others) {
        this.order = order;
        this.others = others;
    }

    /** Throws where there is not exactly one order. */
    static Resources of(JsonNode root) throws NoOrderException {
        List<Entry> entries = new ArrayList<>();
        if (Element.type(root).equals("Bundle")) {
            for (JsonNode entry : root.path("entry")) {
                entries.add(new Entry(entry.path("fullUrl").asString(""), entry.path("resource")));
            }
        } else {
            entries.add(new Entry("", root));
        }
        List<JsonNode> orders = entries.stream()
                .map(Entry::resource)
                .filter(resource -> ORDERS.contains(Element.type(resource)))
                .toList();
        if (orders.isEmpty()) {
            throw new NoOrderException("it is a " + Words.plain(Element.type(root), 64)
                    + " with no MedicationRequest or NutritionOrder in it");
        }
        if (orders.size() > 1) {
            throw new NoOrderException(
                    "it holds " + orders.size() + " orders; a prescription is one, so give a file for each");
        }
        return new Resources(Element.root(orders.getFirst()), List.copyOf(entries));
    }

    Element order() {
        return order;
    }

    /** The resource that a reference means, where just one in the file is it. */
    Optional<Element> meantBy(Element reference, String type) {
        String address = reference.text("reference").orElse("").replaceFirst("/_history/[^/]*$", "");
        List<JsonNode> found = (address.startsWith("#") ? contained(address.substring(1)) : entries(address))
                .filter(resource -> Element.type(resource).equals(type))
                .toList();
        return found.size() == 1 ? Optional.of(Element.root(found.getFirst())) : Optional.empty();
    }

    private Stream<JsonNode> contained(String id) {
        return contained().filter(resource -> resource.path("id").asString("").equals(id));
    }

    private Stream<JsonNode> contained() {
        return order.node().path("contained").valueStream();
    }

    private Stream<JsonNode> entries(String address) {
        return others.stream().filter(entry -> entry.isMeantBy(address)).map(Entry::resource);
    }

    /** Every resource of a type that came along. */
    List<Element> all(String type) {
        return Stream.concat(others.stream().map(Entry::resource), contained())
                .filter(resource -> Element.type(resource).equals(type))
                .map(Element::root)
                .toList();
    }
}
