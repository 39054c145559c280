package org.steadyflow.telemetry.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The order of a file and the resources that came with it, in a bundle or contained in one another. */
final class Resources {
    private static final Set<String> ORDERS = Set.of("MedicationRequest", "NutritionOrder");

    private record Entry(String fullUrl, JsonNode resource) {
        boolean isMeantBy(String reference) {
            String local = Element.type(resource) + "/" + resource.path("id").asString("");
            String unversioned = reference.replaceFirst("/_history/[^/]*$", "");
            boolean isByAddress = !fullUrl.isEmpty() && fullUrl.equals(unversioned);
            return isByAddress
                    || local.equals(unversioned)
                    || unversioned.equals("#" + resource.path("id").asString(""));
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
                add(new Entry(entry.path("fullUrl").asString(""), entry.path("resource")), entries);
            }
        } else {
            add(new Entry("", root), entries);
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

    private static void add(Entry entry, List<Entry> entries) {
        entries.add(entry);
        entry.resource().path("contained").forEach(inner -> entries.add(new Entry("", inner)));
    }

    Element order() {
        return order;
    }

    /** The resource that a reference means, where it is in the file. */
    Optional<Element> meantBy(Element reference, String type) {
        Optional<String> address = reference.text("reference");
        return address.flatMap(text -> others.stream()
                .filter(entry -> Element.type(entry.resource()).equals(type) && entry.isMeantBy(text))
                .map(entry -> Element.root(entry.resource()))
                .findFirst());
    }

    /** Every resource of a type that came along. */
    List<Element> all(String type) {
        return others.stream()
                .map(Entry::resource)
                .filter(resource -> Element.type(resource).equals(type))
                .map(Element::root)
                .toList();
    }
}
