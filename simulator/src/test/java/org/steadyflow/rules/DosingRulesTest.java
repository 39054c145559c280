package org.steadyflow.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.rules.fixture.loose.Loose;
import org.steadyflow.rules.fixture.loose.LooseSeam;

@Tag("REQ-181")
class DosingRulesTest {
    private static final String FIRMWARE = "org.steadyflow.firmware..";
    private static final String MOVE = MotorCommand.MoveTo.class.getName();
    private static final List<String> PERMITS =
            List.of("org.steadyflow.firmware.safety.Verdict$Permit", "org.steadyflow.firmware.safety.Verdict$Relief");
    private static final String LOOSE = "org.steadyflow.rules.fixture.loose";

    /** Every room of the dosing process, and the framing of its two sockets. */
    private static final String[] DOSING = Rooms.patterns(
            "firmware.prescription",
            "firmware.therapy",
            "firmware.safety",
            "firmware.motion",
            "firmware.core",
            "firmware.ledger",
            "firmware.control",
            "firmware.monitor",
            "telemetry.message",
            "telemetry.journal",
            "telemetry.local",
            "hal");

    private final JavaClasses fixture = new ClassFileImporter().importClasses(Loose.class, LooseSeam.class);

    @Test
    @Tag("REQ-47")
    void onlyMotionAndTheSelfTestMakeAMove() {
        // the self-test turns the motor before the first tick, under a record of its own: decision 0012
        DosingRules.onlyMakersConstruct(
                        MOVE, FIRMWARE, "org.steadyflow.firmware.motion..", "org.steadyflow.firmware.selftest..")
                .check(Rooms.CLASSES);
    }

    @Test
    @Tag("REQ-47")
    void onlySafetyMakesAPermit() {
        for (String permit : PERMITS) {
            DosingRules.onlyMakersConstruct(permit, "org.steadyflow..", "org.steadyflow.firmware.safety..")
                    .check(Rooms.CLASSES);
            DosingRules.constructorsAreNotPublic(permit).check(Rooms.CLASSES);
        }
    }

    @Test
    void onceThereIsASafetyRoomItHasAPermit() {
        boolean hasRoom =
                Rooms.CLASSES.stream().anyMatch(type -> type.getPackageName().equals("org.steadyflow.firmware.safety"));
        boolean hasPermit = PERMITS.stream().allMatch(Rooms.CLASSES::contain);
        assertFalse(hasRoom && !hasPermit, "the rules above look for a Permit that is not there");
    }

    @Test
    void theSeamsHaveNoDefaults() {
        DosingRules.seamsHaveNoDefaults("org.steadyflow.hal..").check(Rooms.CLASSES);
    }

    @Test
    @Tag("REQ-130")
    void theDosingProcessKnowsNoNetwork() {
        DosingRules.knowNoNetwork(DOSING).check(Rooms.CLASSES);
    }

    @Test
    void onlyMainsEndTheProcess() {
        DosingRules.onlyMainsEndTheProcess().check(Rooms.CLASSES);
    }

    @Test
    void everyLooseEndIsFound() {
        assertBreaks(DosingRules.onlyMakersConstruct(MOVE, LOOSE, "org.elsewhere.."), "movesTheMotor");
        assertBreaks(DosingRules.constructorsAreNotPublic(Loose.class.getName()), "Loose.<init>");
        assertBreaks(DosingRules.seamsHaveNoDefaults(LOOSE), "forgotten");
        assertBreaks(DosingRules.knowNoNetwork(LOOSE), "opensASocket");
        assertBreaks(DosingRules.onlyMainsEndTheProcess(), "endsTheProcess");
    }

    private void assertBreaks(ArchRule rule, String expected) {
        AssertionError found = assertThrows(AssertionError.class, () -> rule.check(fixture));
        assertTrue(String.valueOf(found.getMessage()).contains(expected), () -> String.valueOf(found.getMessage()));
    }
}
