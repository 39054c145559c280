package org.steadyflow.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.telemetry.message.AlarmCode;

@Tag("REQ-180")
class TraceabilityTest {
    private final Traces traces = new Traces(
            Tree.read(Tree.ROOT.resolve("docs/requirements.md")),
            Tree.read(Tree.ROOT.resolve("docs/hazards.md")),
            Traces.tagsIn(Tree.testSources()));

    @Test
    void everyRequirementIsOneRowWithASourceAndAState() {
        assertEquals(List.of(), traces.faultyRequirements());
    }

    @Test
    void everyTagHasARequirement() {
        assertFalse(traces.tags().isEmpty(), "no tags found");
        assertEquals(List.of(), traces.tagsWithoutRequirement());
    }

    @Test
    void everyRequirementThatIsDoneHasATest() {
        assertEquals(List.of(), traces.doneWithoutTag());
    }

    @Test
    void everyHazardIsThere() {
        assertEquals(List.of(), traces.missingHazards());
    }

    @Test
    void everyHazardLinksToARequirementOrSaysOpen() {
        assertEquals(List.of(), traces.faultyHazards());
    }

    @Test
    void hazardsAndRequirementsLinkToEachOther() {
        assertEquals(List.of(), traces.oneSidedLinks());
    }

    @Test
    void everyAlarmIsRequired() {
        assertEquals(
                List.of(),
                traces.notRequired(
                        Arrays.stream(AlarmCode.values()).map(Enum::name).toList()));
    }

    @Test
    void everyFaultOfALinkIsFound() {
        String requirements = """
                | REQ-01 | Does this. | design | done |
                | REQ-01 | Does that. | design | later |
                | REQ-02 | Does more. | HAZ-02 | open |
                """;
        String hazards = """
                | HAZ-01 | 6 | harm | mitigation | REQ-01 | test |
                | HAZ-02 | 5 | harm | mitigation | REQ-02 | test |
                | HAZ-03 | 5 | harm | mitigation | *open*: REQ-09 | test |
                """;
        Traces bad = new Traces(requirements, hazards, Set.of("REQ-77"));

        assertEquals(
                List.of("REQ-01 is there twice", "REQ-01 is neither done nor open: later"), bad.faultyRequirements());
        assertEquals(List.of("REQ-77"), bad.tagsWithoutRequirement());
        assertEquals(List.of("REQ-01"), bad.doneWithoutTag());
        assertEquals(63, bad.missingHazards().size());
        assertEquals(
                List.of(
                        "HAZ-01 has no severity from 1 to 5",
                        "HAZ-02 must say open: none of its requirements is done",
                        "HAZ-03 links to REQ-09, which is no requirement"),
                bad.faultyHazards());
        assertEquals(
                List.of(
                        "HAZ-01 - REQ-01 is missing in the requirements",
                        "HAZ-03 - REQ-09 is missing in the requirements"),
                bad.oneSidedLinks());
        assertEquals(List.of("AIR"), bad.notRequired(List.of("AIR", "more")));
    }
}
