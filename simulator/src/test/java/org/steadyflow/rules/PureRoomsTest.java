package org.steadyflow.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.rules.fixture.impure.FloatingNumbers;
import org.steadyflow.rules.fixture.impure.Impure;

@Tag("REQ-41")
@Tag("REQ-181")
class PureRoomsTest {
    private static final String[] PURE = Rooms.patterns(Rooms.PURE);
    private static final String[] VALUES = Rooms.patterns("hal.quantity", "hal.device", "telemetry.message");
    /** The ledger keeps its decisions whole; it reaches its store through a seam. */
    private static final String[] LEDGER = Rooms.patterns("firmware.ledger");

    private static final String[] WHOLE_NUMBERS = Rooms.patterns(Stream.concat(
                    Rooms.PURE.stream(),
                    Stream.of("hal.quantity", "hal.device", "telemetry.message", "firmware.ledger"))
            .toList());

    private static final String[] FIXTURE = {"org.steadyflow.rules.fixture.impure"};

    @Test
    void pureRoomsTouchOnlyValues() {
        // Prescriptions and libraries are read from JSON text; the reader of that text is a value to us.
        PureRules.touchOnlyValues(PURE, concat(VALUES, "tools.jackson.."))
                .check(Rooms.CLASSES.that(
                        notIn("firmware.therapy", "firmware.safety", "firmware.motion", "firmware.core")));
        PureRules.touchOnlyValues(PURE, VALUES)
                .check(Rooms.CLASSES.that(notIn("firmware.prescription", "firmware.library")));
    }

    @Test
    void pureRoomsAndTheLedgerReadNoClock() {
        PureRules.readNoClock(PURE).check(Rooms.CLASSES);
        PureRules.readNoClock(LEDGER).check(Rooms.CLASSES);
    }

    @Test
    void pureRoomsAndTheLedgerAskNothingOfTheMachine() {
        PureRules.askNothingOfTheMachine(PURE).check(Rooms.CLASSES);
        PureRules.askNothingOfTheMachine(LEDGER).check(Rooms.CLASSES);
    }

    @Test
    @Tag("REQ-03")
    void noFloatingPointWhereVolumesAreReckoned() {
        JavaClasses whole = Rooms.CLASSES.that(JavaClass.Predicates.resideInAnyPackage(WHOLE_NUMBERS));
        assertTrue(whole.size() > 0, "no classes to look at");
        assertEquals(
                List.of(),
                whole.stream()
                        .flatMap(type -> FloatingPoint.usesIn(type).stream())
                        .toList());
    }

    @Test
    void everyImpureActIsFound() {
        JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);
        assertBreaks(PureRules.readNoClock(FIXTURE), impure, "readsTheWallClock", "readsTheMonotonicClock");
        assertBreaks(PureRules.touchOnlyValues(FIXTURE), impure, "drawsByChance", "readsAFile", "waits", "AtomicLong");
        assertBreaks(PureRules.askNothingOfTheMachine(FIXTURE), impure, "readsAProperty", "readsTheMonotonicClock");
    }

    @Test
    void everyUseOfFloatingPointIsFound() {
        JavaClass floating = new ClassFileImporter().importClass(FloatingNumbers.class);
        List<String> uses = FloatingPoint.usesIn(floating);
        for (String method : List.of("scalesThroughADouble", "takesARoot", "sumsFloats", "comparesBoxes")) {
            assertTrue(uses.stream().anyMatch(use -> use.contains(method)), method + " not in " + uses);
        }
        assertTrue(uses.stream().noneMatch(use -> use.contains("staysWhole")), "" + uses);
    }

    private static void assertBreaks(ArchRule rule, JavaClasses classes, String... expected) {
        String message = String.valueOf(
                assertThrows(AssertionError.class, () -> rule.check(classes)).getMessage());
        for (String each : expected) {
            assertTrue(message.contains(each), each + " not in " + message);
        }
    }

    private static DescribedPredicate<JavaClass> notIn(String... rooms) {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(Rooms.patterns(rooms)));
    }

    private static String[] concat(String[] first, String second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }
}
