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
            List.of("Referee", "OrderCheck", "AlarmCheck", "JournalTail", "LedgerTail");
    private static final Set<String> STORED = Set.of("core.Authority", "core.Order", "core.PumpSetup");
    private static final String ORDERED = "prescription.";

    @Test
    void theRefereeKnowsNothingThatTheFirmwareReckons() {
        Set<String> known = JUDGES.stream()
                .map(name -> Rooms.CLASSES.get(RUN + name))
                .flatMap(judge -> judge.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getName)
                .filter(name -> name.startsWith(FIRMWARE))
                .map(name -> name.substring(FIRMWARE.length()))
                .filter(name -> !STORED.contains(name) && !name.startsWith(ORDERED))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), known);
    }
}
