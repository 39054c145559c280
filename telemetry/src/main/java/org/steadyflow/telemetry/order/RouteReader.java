package org.steadyflow.telemetry.order;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a route: by its code only, as words for routes are many. Of one reading, one thread. */
final class RouteReader {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String EDQM = "http://standardterms.edqm.eu";
    private static final String V3 = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration";

    private static final String ENTERAL = "enteral";

    private static final Map<String, String> OF_SNOMED = Map.ofEntries(
            entry("418114005", "intravenous_central"),
            entry("419993007", "intravenous_peripheral"),
            entry("34206005", "subcutaneous"),
            entry("404820008", "epidural"),
            entry("417985001", ENTERAL),
            entry("127490009", ENTERAL), // gastrostomy
            entry("127491008", ENTERAL), // jejunostomy
            entry("127492001", ENTERAL), // nasogastric
            entry("418441008", ENTERAL), // orogastric
            entry("418730005", ENTERAL)); // nasojejunal

    private static final Map<String, String> OF_EDQM = Map.of("20066000", "subcutaneous", "20009000", "epidural");

    private static final Map<String, String> OF_V3 = Map.ofEntries(
            entry("SQ", "subcutaneous"),
            entry("EPI", "epidural"),
            entry("EFT", ENTERAL),
            entry("ENTINSTL", ENTERAL),
            entry("NGT", ENTERAL),
            entry("OGT", ENTERAL),
            entry("GT", ENTERAL),
            entry("GJT", ENTERAL),
            entry("OJJ", ENTERAL),
            entry("JJTINSTL", ENTERAL));

    private static final Map<String, String> INTO_A_VEIN = Map.of(SNOMED, "47625008", EDQM, "20045000", V3, "IV");

    private final Findings findings;

    RouteReader(Findings findings) {
        this.findings = findings;
    }

    /** The route of all these elements; empty, and listed, where it is none of ours or not the same. */
    Optional<String> read(List<Element> routes, String path) {
        List<Optional<String>> known =
                routes.stream().map(RouteReader::known).distinct().toList();
        if (known.isEmpty()) {
            findings.missing(path, "the order names no route; add route to the draft");
            return Optional.empty();
        }
        if (known.size() == 1 && known.getFirst().isPresent()) {
            return known.getFirst();
        }
        Element first = routes.getFirst();
        boolean isVein = routes.stream().allMatch(RouteReader::isIntoAVein);
        findings.missing(
                first.path(),
                isVein
                        ? "intravenous may be peripheral or central; add intravenous_peripheral or intravenous_central as route"
                        : Concepts.quote(first)
                                + " is no route of the pump, or not the same in all instructions; add route");
        return Optional.empty();
    }

    private static Optional<String> known(Element route) {
        return Stream.of(entry(SNOMED, OF_SNOMED), entry(EDQM, OF_EDQM), entry(V3, OF_V3))
                .flatMap(table -> Concepts.codes(route, table.getKey()).stream()
                        .flatMap(code -> Optional.ofNullable(table.getValue().get(code)).stream()))
                .findFirst();
    }

    private static boolean isIntoAVein(Element route) {
        return INTO_A_VEIN.entrySet().stream()
                .anyMatch(entry -> Concepts.codes(route, entry.getKey()).contains(entry.getValue()));
    }
}
