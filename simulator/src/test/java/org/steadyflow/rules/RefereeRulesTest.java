package org.steadyflow.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the judge may know of the firmware: what a person ordered and what stands in its stores, nothing it reckons. */
@Tag("REQ-160")
class RefereeRulesTest {
    private static final String FIRMWARE = "org.steadyflow.firmware.";
    private static final String RUN = "org.steadyflow.simulator.run.";
    private static final List<String> JUDGES =
            List.of("Referee", "OrderCheck", "JournalTail", "LedgerTail", "CalibratedShaft");
    private static final String SCALE = "motion.Scale";
    private static final Set<String> STORED = Set.of("core.Authority", "core.Order", "core.PumpSetup", SCALE);
    /** A scale's fields stand in the ledger; what travel it makes of them, the judge reckons itself. */
    private static final Set<String> FIELDS_OF_A_SCALE = Set.of("anchor", "anchorTravel", "below", "above", "<init>");

    private static final String ORDERED = "prescription.";
    /**
     * Whether "complete" has a cause is held against the total that the order shows; what was given, check 3 reckons.
     */
    private static final String TOTAL_SHOWN = "therapy.Program";

    @Test
    void theRefereeKnowsNothingThatTheFirmwareReckons() {
        for (String judge : JUDGES) {
            assertEquals(Set.of(), reckonedKnownTo(judge), judge);
        }
        assertEquals(Set.of(TOTAL_SHOWN), reckonedKnownTo("AlarmCheck"));
    }

    @Test
    void theRefereeReadsTheFieldsOfAScaleAndNothingMore() {
        for (String judge : JUDGES) {
            Set<String> called = Rooms.CLASSES.get(RUN + judge).getAccessesFromSelf().stream()
                    .filter(access -> access.getTargetOwner().getName().equals(FIRMWARE + SCALE))
                    .map(access -> access.getTarget().getName())
                    .filter(name -> !FIELDS_OF_A_SCALE.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), called, judge);
        }
    }

    private static Set<String> reckonedKnownTo(String judge) {
        return Rooms.CLASSES.get(RUN + judge).getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getName)
                .filter(name -> name.startsWith(FIRMWARE))
                .map(name -> name.substring(FIRMWARE.length()))
                .filter(name -> !STORED.contains(name) && !name.startsWith(ORDERED))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
