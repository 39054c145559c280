package org.steadyflow.firmware.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.hal.quantity.FlowRate;

/** The example library and the example prescriptions are written for each other. */
@Tag("REQ-20")
class ExampleLibraryTest {
    private static final Path EXAMPLES = Path.of("../docs/examples");

    static List<Path> rows() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("prescriptions"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{2}-.*[.]json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereIsAPrescriptionForEachRow() throws IOException {
        assertEquals(25, rows().size());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowIsWithinTheLimitsOfTheLibrary(Path row) throws IOException {
        Prescription prescription = prescription(row);
        assertEquals(List.of(), LibraryCheck.check(library(), prescription));
        assertFalse(LibraryCheck.entriesFor(library(), prescription).isEmpty());
    }

    @Test
    void twoExamplesAreBeyondALimitAsTheirNamesSay() throws IOException {
        assertEquals(Severity.SOFT, only("hydration-over-soft-limit.json").severity());
        assertEquals(Severity.HARD, only("morphine-over-hard-limit.json").severity());
    }

    private static Finding only(String name) throws IOException {
        List<Finding> findings = LibraryCheck.check(library(), prescription(EXAMPLES.resolve("prescriptions/" + name)));
        assertEquals(1, findings.size(), findings::toString);
        return findings.getFirst();
    }

    /** The commonest deadly slip, in the rate or in what is given at once: none of the rows lets it pass unseen. */
    @ParameterizedTest
    @MethodSource("rows")
    @Tag("REQ-12")
    void aFactorOfTenIsNeverPassedUnseen(Path row) throws IOException {
        Prescription prescription = prescription(row);
        DrugLibrary library = library();
        for (Course course : Courses.of(prescription)) {
            boolean isTimed = course.longest().isPresent();
            for (Course slipped : List.of(tenfold(course), isTimed ? tenthOfTheTime(course) : tenfold(course))) {
                boolean isSeen = library.entriesFor(course.drug().name()).stream()
                        .map(entry -> new EntryCheck(entry, slipped, prescription))
                        .anyMatch(check -> !check.findings().isEmpty());
                assertTrue(isSeen, () -> slipped + " passes unseen");
            }
        }
    }

    private static Course tenfold(Course of) {
        return new Course(
                of.drug(),
                of.drugField(),
                of.doseField(),
                of.rateField(),
                of.timeField(),
                of.dose().map(dose -> dose.times(10)),
                of.slowest(),
                of.fastest(),
                of.shortest(),
                of.longest(),
                of.boluses().stream()
                        .map(bolus ->
                                new Course.Bolus(bolus.field(), bolus.volume().times(10)))
                        .toList(),
                of.inADay().times(10));
    }

    private static Course tenthOfTheTime(Course of) {
        return new Course(
                of.drug(),
                of.drugField(),
                of.doseField(),
                of.rateField(),
                of.timeField(),
                of.dose(),
                of.slowest().map(ExampleLibraryTest::tenfold),
                of.fastest().map(ExampleLibraryTest::tenfold),
                of.shortest().dividedBy(10),
                of.longest().map(time -> time.dividedBy(10)),
                of.boluses(),
                of.inADay());
    }

    private static FlowRate tenfold(FlowRate flow) {
        return new FlowRate(Math.multiplyExact(flow.nanolitres(), 10), flow.perNs());
    }

    private static DrugLibrary library() throws IOException {
        return switch (LibraryReader.read(Files.readAllBytes(EXAMPLES.resolve("library.json")))) {
            case LibraryReading.Accepted accepted -> accepted.library();
            case LibraryReading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    private static Prescription prescription(Path file) throws IOException {
        return switch (PrescriptionReader.read(Files.readAllBytes(file))) {
            case Reading.Accepted accepted -> accepted.prescription();
            case Reading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
