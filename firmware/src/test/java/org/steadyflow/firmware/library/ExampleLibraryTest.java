package org.steadyflow.firmware.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
