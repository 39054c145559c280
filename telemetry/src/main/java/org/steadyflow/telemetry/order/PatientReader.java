package org.steadyflow.telemetry.order;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.telemetry.order.Measure.Body;
import org.steadyflow.telemetry.order.UcumUnit.Atom;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads who an order is for and, where a dose is by weight or surface, how large they are. Of one reading, one thread.
 */
final class PatientReader {
    /** As long as a prescription's patient may be. */
    private static final int LIMIT_CHARS = 64;

    private static final String LOINC = "http://loinc.org";
    private static final Set<String> WEIGHTS = Set.of("29463-7", "3141-9", "3142-7");
    private static final Set<String> HEIGHTS = Set.of("8302-2", "3137-7", "3138-5");
    private static final Set<String> SURFACES = Set.of("3140-1", "8277-6");
    private static final Set<String> USABLE = Set.of("final", "amended", "corrected");

    private final Resources resources;
    private final Findings findings;
    private final Quantities quantities;

    PatientReader(Resources resources, Findings findings) {
        this.resources = resources;
        this.findings = findings;
        this.quantities = new Quantities(findings);
    }

    /** What the bedside shows; empty, and listed, where the order names nobody. */
    Optional<String> name(Element order) {
        Optional<Element> subject = order.one("subject").or(() -> order.one("patient"));
        subject.ifPresent(element -> element.pass("reference", "type", "identifier", "id"));
        Optional<String> shown = subject.flatMap(element -> element.text("display"));
        Optional<String> named = subject.flatMap(element -> resources.meantBy(element, "Patient"))
                .flatMap(PatientReader::humanName);
        Optional<String> name = named.or(() -> shown).map(text -> Words.plain(text, Integer.MAX_VALUE));
        if (name.filter(text -> !text.isEmpty() && text.length() <= LIMIT_CHARS).isPresent()) {
            return name;
        }
        findings.missing(
                order.path("subject.display"),
                "no name of at most " + LIMIT_CHARS + " characters says who it is for; add patient to the draft");
        return Optional.empty();
    }

    private static Optional<String> humanName(Element patient) {
        Comparator<Element> officialFirst =
                Comparator.comparing(name -> !name.text("use").equals(Optional.of("official")));
        return patient.all("name").stream()
                .min(officialFirst)
                .map(name -> name.text("text")
                        .orElseGet(() -> Stream.concat(name.all("given").stream(), name.all("family").stream())
                                .map(Element::text)
                                .collect(Collectors.joining(" "))))
                .filter(text -> !text.isBlank());
    }

    /** Weight, height and surface as far as the doses need them. */
    Optional<ObjectNode> body(Element order, Amounts amounts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (amounts.isPer(Body.KG)) {
            put(body, "weight", newest(order, WEIGHTS, Atom.KG, " kg"));
            if (body.isEmpty()) {
                findings.missing("Observation", "a dose is per kg and no body weight came along; add body.weight");
            }
        }
        if (amounts.isPer(Body.M2)) {
            putSurface(order, body);
        }
        return body.isEmpty() ? Optional.empty() : Optional.of(body);
    }

    private void putSurface(Element order, ObjectNode body) {
        put(body, "surface", newest(order, SURFACES, Atom.M2, " m2"));
        if (!body.has("surface")) {
            put(body, "weight", newest(order, WEIGHTS, Atom.KG, " kg"));
            put(body, "height", newest(order, HEIGHTS, Atom.CM, " cm"));
        }
        if (!body.has("surface") && !(body.has("weight") && body.has("height"))) {
            findings.missing(
                    "Observation",
                    "a dose is per m2, and neither a body surface nor weight and height came along; add them to body");
        }
    }

    private static void put(ObjectNode body, String name, Optional<String> text) {
        text.ifPresent(written -> body.put(name, written));
    }

    private Optional<String> newest(Element order, Set<String> codes, Atom unit, String written) {
        List<Element> found = resources.all("Observation").stream()
                .filter(observation -> isOf(observation, codes) && isOfTheSame(order, observation))
                .sorted(Comparator.comparing(PatientReader::when))
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Element last = found.getLast();
        if (found.size() > 1 && when(last).isEmpty()) {
            findings.missing(last.path(), "there are several and no time says which is the newest");
            return Optional.empty();
        }
        Optional<String> text = last.one("valueQuantity")
                .flatMap(quantities::stated)
                .flatMap(stated -> in(stated, unit))
                .filter(value -> !value.isZero())
                .flatMap(Fraction::decimal)
                .map(value -> value.toPlainString() + written);
        if (text.isEmpty()) {
            findings.missing(last.path("value[x]"), "is nothing that can be written in" + written);
        }
        text.ifPresent(value -> findings.note(
                last.path(),
                value + " was taken, measured "
                        + (when(last).isEmpty() ? "at a time not given" : Words.plain(when(last), 32))));
        return text;
    }

    /** In a unit of body size; a gram of a newborn is a thousandth of a kilogram. */
    private static Optional<Fraction> in(Quantities.Stated stated, Atom unit) {
        Fraction value = stated.value().times(stated.unit().factor());
        Optional<Atom> own = stated.unit().single();
        if (own.equals(Optional.of(unit))) {
            return Optional.of(value);
        }
        boolean isGrams = unit == Atom.KG && own.equals(Optional.of(Atom.G));
        return isGrams ? Optional.of(value.dividedBy(Fraction.of(1_000))) : Optional.empty();
    }

    private static String when(Element observation) {
        return observation
                .text("effectiveDateTime")
                .or(() -> observation.text("effectiveInstant"))
                .orElse("");
    }

    private static boolean isOf(Element observation, Set<String> codes) {
        boolean isUsable = observation.text("status").filter(USABLE::contains).isPresent();
        return isUsable
                && observation
                        .one("code")
                        .filter(code -> Concepts.codes(code, LOINC).stream().anyMatch(codes::contains))
                        .isPresent();
    }

    /** An observation that names another patient is not this one's. */
    private static boolean isOfTheSame(Element order, Element observation) {
        Optional<String> subject =
                order.one("subject").or(() -> order.one("patient")).flatMap(element -> element.text("reference"));
        Optional<String> measured = observation.one("subject").flatMap(element -> element.text("reference"));
        return measured.isEmpty() || measured.equals(subject);
    }
}
