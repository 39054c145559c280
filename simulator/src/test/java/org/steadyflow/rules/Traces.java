package org.steadyflow.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The links between hazards, requirements and tests; each question answers with what is wrong, in words.
 *
 * @param requirements text of the page of requirements
 * @param hazards text of the page of hazards
 * @param tags ids of requirements that tests carry
 */
record Traces(String requirements, String hazards, Set<String> tags) {
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(REQ-\\d+)\"\\)");
    private static final Pattern REQUIREMENT_ID = Pattern.compile("REQ-\\d+");
    private static final Pattern HAZARD_ID = Pattern.compile("HAZ-\\d+");
    private static final int HAZARDS = 66;

    private static final Set<String> STATES = Set.of("done", "open");

    /** {@code | id | requirement | source | state |} */
    private record Requirement(String id, String sentence, String source, String state) {}

    /** {@code | id | S | hazard | mitigation | requirements | test |} */
    private record Hazard(String id, List<String> cells) {
        String links() {
            return cells.get(4);
        }
    }

    /** Ids in the {@code @Tag} lines of test sources. */
    static Set<String> tagsIn(Collection<Path> sources) {
        return sources.stream()
                .flatMap(file -> ids(TAG, Tree.read(file)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> faultyRequirements() {
        List<String> faults = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Requirement each : allRequirements()) {
            if (!seen.add(each.id())) {
                faults.add(each.id() + " is there twice");
            }
            if (!STATES.contains(each.state())) {
                faults.add(each.id() + " is neither done nor open: " + each.state());
            }
            if (each.sentence().isBlank() || each.source().isBlank()) {
                faults.add(each.id() + " lacks its sentence or its source");
            }
        }
        return faults;
    }

    /** A test that claims a requirement nobody wrote. */
    List<String> tagsWithoutRequirement() {
        return tags.stream().filter(tag -> !states().containsKey(tag)).toList();
    }

    /** A requirement that is called done and that no test claims. */
    List<String> doneWithoutTag() {
        return allRequirements().stream()
                .filter(each -> each.state().equals("done") && !tags.contains(each.id()))
                .map(Requirement::id)
                .toList();
    }

    List<String> missingHazards() {
        Set<String> known = allHazards().stream().map(Hazard::id).collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (int i = 1; i <= HAZARDS; i++) {
            String id = "HAZ-%02d".formatted(i);
            if (!known.contains(id)) {
                missing.add(id);
            }
        }
        return missing;
    }

    List<String> faultyHazards() {
        List<String> faults = new ArrayList<>();
        for (Hazard each : allHazards()) {
            if (each.cells().size() != 6 || each.cells().stream().anyMatch(String::isBlank)) {
                faults.add(each.id() + " lacks a cell");
            } else if (!each.cells().get(1).matches("[1-5]")) {
                faults.add(each.id() + " has no severity from 1 to 5");
            } else {
                faults.addAll(faultyLinks(each));
            }
        }
        return faults;
    }

    /** Where one page links to the other and is not linked back. */
    List<String> oneSidedLinks() {
        Set<String> fromRequirements = new TreeSet<>();
        for (Requirement each : allRequirements()) {
            ids(HAZARD_ID, each.source()).forEach(hazard -> fromRequirements.add(hazard + " - " + each.id()));
        }
        Set<String> fromHazards = new TreeSet<>();
        for (Hazard each : allHazards()) {
            ids(REQUIREMENT_ID, each.links()).forEach(requirement -> fromHazards.add(each.id() + " - " + requirement));
        }
        List<String> faults = new ArrayList<>();
        fromRequirements.stream()
                .filter(link -> !fromHazards.contains(link))
                .forEach(link -> faults.add(link + " is missing in the hazards"));
        fromHazards.stream()
                .filter(link -> !fromRequirements.contains(link))
                .forEach(link -> faults.add(link + " is missing in the requirements"));
        return faults;
    }

    /** Names that no requirement mentions, of those given. */
    List<String> notRequired(Collection<String> names) {
        return names.stream()
                .filter(name -> allRequirements().stream()
                        .noneMatch(each -> each.sentence().contains(name)))
                .toList();
    }

    private List<String> faultyLinks(Hazard hazard) {
        List<String> faults = new ArrayList<>();
        Set<String> links = ids(REQUIREMENT_ID, hazard.links());
        Map<String, String> states = states();
        links.stream()
                .filter(link -> !states.containsKey(link))
                .forEach(link -> faults.add(hazard.id() + " links to " + link + ", which is no requirement"));
        boolean saysOpen = hazard.links().contains("open");
        boolean isOpen = links.stream().noneMatch(link -> "done".equals(states.get(link)));
        if (saysOpen != isOpen) {
            faults.add(hazard.id()
                    + (isOpen ? " must say open: none of its requirements is done" : " says open, but is not"));
        }
        return faults;
    }

    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        allRequirements().forEach(each -> states.put(each.id(), each.state()));
        return states;
    }

    private List<Requirement> allRequirements() {
        return rows(requirements, "| REQ-").stream()
                .map(cells -> cells.size() == 4
                        ? new Requirement(cells.get(0), cells.get(1), cells.get(2), cells.get(3))
                        : new Requirement(cells.getFirst(), "", "", "a row of " + cells.size() + " cells"))
                .toList();
    }

    private List<Hazard> allHazards() {
        return rows(hazards, "| HAZ-").stream()
                .map(cells -> new Hazard(cells.getFirst(), cells))
                .toList();
    }

    private static List<List<String>> rows(String page, String start) {
        return page.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.replaceFirst("^\\|", "").replaceFirst("\\|\\s*$", ""))
                .map(line -> Pattern.compile("\\|")
                        .splitAsStream(line)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static Set<String> ids(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group());
        }
        return found;
    }
}
