package org.steadyflow.telemetry.order;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a CodeableConcept, or R5's CodeableReference of one, calls a thing. */
final class Concepts {
    private Concepts() {}

    /** Its own text, else the first display of a code. */
    static Optional<String> name(Element concept) {
        Element plain = plain(concept);
        return plain.text("text")
                .or(() -> plain.all("coding").stream()
                        .flatMap(coding -> coding.text("display").stream())
                        .findFirst())
                .filter(text -> !text.isBlank());
    }

    /** The codes of one system. */
    static Set<String> codes(Element concept, String system) {
        return plain(concept).all("coding").stream()
                .filter(coding -> coding.text("system").filter(system::equals).isPresent())
                .flatMap(coding -> coding.text("code").stream())
                .collect(Collectors.toSet());
    }

    /** As it may be shown: its name, else its codes. */
    static String quote(Element concept) {
        return Words.quote(name(concept).orElseGet(() -> plain(concept).all("coding").stream()
                .flatMap(coding -> coding.text("code").stream())
                .collect(Collectors.joining(", "))));
    }

    private static Element plain(Element concept) {
        return Stream.of("concept")
                .flatMap(inner -> concept.one(inner).stream())
                .findFirst()
                .orElse(concept);
    }
}
