package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.firmware.prescription.Orders.accepted;
import static org.steadyflow.firmware.prescription.Orders.read;
import static org.steadyflow.firmware.prescription.Orders.refused;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/prescriptions.md says what the reader does. */
class PrescriptionDocTest {
    private static final String PAGE =
            new String(Orders.bytes(Path.of("../docs/prescriptions.md")), StandardCharsets.UTF_8);

    @Test
    void thePageShowsAFileThatThePumpTakes() {
        int start = PAGE.indexOf("```json") + "```json".length();
        accepted(read(PAGE.substring(start, PAGE.indexOf("```", start))));
    }

    @Test
    void thePageNamesEveryField() {
        Map<String, List<Field>> objects = Map.ofEntries(
                Map.entry("", Fields.OF_PRESCRIPTION),
                Map.entry("body.", Fields.OF_BODY),
                Map.entry("drug.", Fields.OF_DRUG),
                Map.entry("container.", Fields.OF_CONTAINER),
                Map.entry("start.", Fields.OF_START),
                Map.entry("keep_open.", Fields.OF_KEEP_OPEN),
                Map.entry("limits.", Fields.OF_LIMITS),
                Map.entry("after_power_loss.", Fields.OF_AFTER_POWER_LOSS),
                Map.entry("regimen.", fieldsOfRegimens()),
                Map.entry("missed_dose.", RegimenFields.OF_MISSED_DOSE),
                Map.entry("flush_before.", RegimenFields.OF_FLUSH),
                Map.entry("titration.", RegimenFields.OF_TITRATION),
                Map.entry("steps[].", RegimenFields.OF_STEP),
                Map.entry("parts[].", RegimenFields.OF_PART));
        objects.forEach((path, fields) -> fields.forEach(field -> {
            String name = path + field.name();
            boolean isNamed = Stream.of("`", ".").anyMatch(end -> PAGE.contains("`" + name + end));
            assertTrue(isNamed, name);
        }));
    }

    private static List<Field> fieldsOfRegimens() {
        return Stream.of(RegimenType.values())
                .flatMap(type -> type.fields().stream())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9 mL", "1,5 mL", "1,000 mL", ".5 mL", "5. mL", "1..5 mL", "-5 mL", "007 mL", "NaN mL"})
    void whatThePageCallsRefusedIsRefused(String volume) {
        String number = volume.substring(0, volume.indexOf(' '));
        assertTrue(PAGE.contains("`" + number + "`"), number);
        assertEquals(
                "regimen.volume",
                refused(read(Orders.withText(Orders.least(), "regimen.volume", volume)))
                        .get(0)
                        .field());
    }
}
