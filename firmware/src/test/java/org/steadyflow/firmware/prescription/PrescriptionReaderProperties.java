package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.firmware.prescription.Orders.accepted;
import static org.steadyflow.firmware.prescription.Orders.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import org.steadyflow.firmware.text.Words;
import tools.jackson.databind.node.ObjectNode;

class PrescriptionReaderProperties {
    /** Longest sentence that a person should have to read. */
    private static final int SENTENCE_CHARS = 400;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-1",
            "1e999",
            "0",
            "NaN",
            " ",
            "\n",
            "\u0000",
            "\ufeff",
            "\"\"",
            "{}",
            "[]",
            "/*",
            "\"type\"",
            "\"intermittent\"",
            "\"rate\"",
            "\"duration\"",
            "\"dose\"",
            "\"within\"",
            "\"stepped\"",
            "\"sequence\"",
            "\"patient_controlled\"",
            "\"steps\"",
            "\"at\"",
            "\"zone\"",
            "\"sites\"",
            " mg",
            " mg/kg",
            " mcg/kg/min",
            " mL/h/site",
            "1000000000 g",
            "999999999 mL/kg/min",
            "0.000001 ng/day",
            " mL",
            " h",
            " mL/h",
            "0 mL",
            "9999 mL",
            "\ud83d\ude00");

    @Property
    @Tag("REQ-13")
    void anyBytesGiveAnAnswer(@ForAll @Size(max = 400) byte[] file) {
        assertAnswer(PrescriptionReader.read(file));
    }

    @Property
    void anyTextGivesAnAnswer(@ForAll String file) {
        assertAnswer(read(file));
    }

    @Property
    void anyHeapOfJsonPiecesGivesAnAnswer(@ForAll("pieces") List<String> pieces) {
        assertAnswer(read(String.join("", pieces)));
    }

    @Property(tries = 2_000)
    void aValidFileBrokenAnywhereGivesAnAnswer(@ForAll("validFiles") String file, @ForAll Random random) {
        StringBuilder broken = new StringBuilder(file);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            edit(broken, random);
        }
        assertAnswer(read(broken.toString()));
    }

    @Property
    void aValidFileWithBrokenBytesGivesAnAnswer(@ForAll("validFiles") String file, @ForAll Random random) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        assertAnswer(PrescriptionReader.read(bytes));
    }

    @Property
    void aValidFileThatWasCutIsRefused(@ForAll("validFiles") String file, @ForAll Random random) {
        String whole = file.strip();
        Reading reading = read(whole.substring(0, random.nextInt(whole.length())));
        assertAnswer(reading);
        assertTrue(reading instanceof Reading.Refused, reading::toString);
    }

    /**
     * What the reader takes, the schema takes: an editor never marks a file that the pump would run. A byte order mark
     * at the start belongs to the file, not to its text; an editor takes it off as the reader does.
     */
    @Property(tries = 2_000)
    void whatTheReaderTakesTheSchemaTakes(@ForAll("validFiles") String file, @ForAll Random random) {
        StringBuilder broken = new StringBuilder(file);
        edit(broken, random);
        if (read(broken.toString()) instanceof Reading.Accepted) {
            String text = broken.charAt(0) == BYTE_ORDER_MARK ? broken.substring(1) : broken.toString();
            assertEquals(List.of(), SchemaTest.errors(text), broken::toString);
        }
    }

    @Property(tries = 300)
    void aPrescriptionIsReadBackFromItsCanonicalText(@ForAll("prescriptions") Prescription prescription) {
        String text = CanonicalText.of(prescription);
        Reading.Accepted read = accepted(read(text));
        assertEquals(prescription, read.prescription());
        assertEquals(text, read.canonicalText());
        assertEquals(List.of(), SchemaTest.errors(text));
    }

    @Property
    void theSameBytesAlwaysGiveTheSameAnswer(@ForAll("validFiles") String file, @ForAll Random random) {
        StringBuilder broken = new StringBuilder(file);
        edit(broken, random);
        assertEquals(read(broken.toString()), read(broken.toString()));
    }

    private static void edit(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(12));
        String piece = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, piece);
            case 2 -> text.replace(at, end, piece);
            case 3 -> text.insert(at, text.substring(at, end));
            default -> text.replace(at, Math.min(text.length(), at + 1), "" + (char) (' ' + random.nextInt(95)));
        }
    }

    /** Either a prescription that its own text gives again, or sentences that a person can read on one line each. */
    private static void assertAnswer(Reading reading) {
        switch (reading) {
            case Reading.Accepted accepted -> assertEquals(accepted, read(accepted.canonicalText()));
            case Reading.Refused(List<Problem> problems) -> {
                assertFalse(problems.isEmpty());
                assertTrue(problems.size() <= FileLimits.PROBLEMS);
                problems.forEach(PrescriptionReaderProperties::assertReadable);
            }
        }
    }

    private static void assertReadable(Problem problem) {
        String sentence = problem.sentence();
        assertTrue(sentence.endsWith(".") || sentence.endsWith("?"), sentence);
        assertTrue(sentence.startsWith(problem.field()), sentence);
        assertTrue(sentence.length() <= SENTENCE_CHARS, sentence);
        assertTrue(sentence.codePoints().allMatch(Words::isShown), sentence);
        boolean saysWhatToDo = Stream.of(
                        "write", "close", "must be", "remove", "add", "keep", "put", "save", "check", "move", "leave",
                        "did you")
                .anyMatch(sentence::contains);
        assertTrue(saysWhatToDo || sentence.contains("only for the type"), sentence);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> validFiles() {
        Stream<String> ofEachType = Orders.ofEachType().stream().map(ObjectNode::toString);
        Stream<String> examples =
                Orders.examples().stream().map(file -> new String(Orders.bytes(file), StandardCharsets.UTF_8));
        return Arbitraries.of(Stream.concat(ofEachType, examples).toList());
    }

    @Provide
    Arbitrary<Prescription> prescriptions() {
        return Prescriptions.any();
    }
}
