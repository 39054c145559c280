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
        Map<String, List<Field>> objects = Map.of(
                "", Fields.OF_PRESCRIPTION,
                "drug.", Fields.OF_DRUG,
                "container.", Fields.OF_CONTAINER,
                "regimen.", Fields.OF_CONTINUOUS,
                "regimen. ", Fields.OF_INTERMITTENT,
                "regimen.missed_dose.", Fields.OF_MISSED_DOSE,
                "keep_open.", Fields.OF_KEEP_OPEN,
                "limits.", Fields.OF_LIMITS,
                "after_power_loss.", Fields.OF_AFTER_POWER_LOSS);
        objects.forEach((path, fields) -> fields.forEach(field -> {
            String name = path.strip() + field.name();
            boolean isNamed = PAGE.contains("`" + name + "`") || PAGE.contains("`" + name + ".");
            assertTrue(isNamed, name);
        }));
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
