package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.order.Orders.refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no order, or that mean harm to whoever reads them. */
@Tag("REQ-195")
class RefusalTest {
    private static final String PLAIN = Orders.order(Orders.doseAndRate(Orders.rate("20 mL/h")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "[]",
                "{",
                "{}",
                "{\"resourceType\"",
                "null",
                "{\"resourceType\": 5}",
                "{\"resourceType\": \"Nonsense\"}",
                "<",
                "<a",
                "<a/>",
                "<MedicationRequest/>",
                "{\"a\": 1, \"a\": 2}",
                "{\"resourceType\": \"MedicationRequest\", \"status\": \"active\", \"status\": \"draft\"}",
                "{\"resourceType\": \"MedicationRequest\", \"dosageInstruction\": 5}",
                "{\"resourceType\": \"MedicationRequest\"} {}"
            })
    void whatIsNoOrderIsRefusedInOneLine(String text) {
        String why = refusal(text);
        assertFalse(why.isBlank() || why.contains("\n"), why);
    }

    @ParameterizedTest
    @CsvSource({"Patient, no MedicationRequest", "Bundle, no MedicationRequest", "Medication, no MedicationRequest"})
    void anotherResourceIsRefusedByItsName(String type, String why) {
        String said = refusal("{\"resourceType\": \"" + type + "\"}");
        assertTrue(said.contains(type) && said.contains(why), said);
    }

    @Test
    void twoOrdersAreRefused() {
        String entry = "{\"resource\": " + PLAIN + "}";
        String two =
                "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [" + entry + ", " + entry + "]}";
        assertTrue(refusal(two).contains("2 orders"));
    }

    @Test
    void anOrderThatForbidsTheDrugIsRefused() {
        String forbids = PLAIN.replace("\"intent\"", "\"doNotPerform\": true, \"intent\"");
        assertTrue(refusal(forbids).contains("doNotPerform"));
    }

    @Test
    void aFileOverTheLimitIsRefusedUnread() {
        byte[] spaces = new byte[OrderImport.LIMIT_BYTES + 1];
        Arrays.fill(spaces, (byte) ' ');
        assertTrue(refusal(spaces).contains("longer"));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertTrue(refusal(new byte[] {'{', (byte) 0xff, '}'}).contains("UTF-8"));
        assertTrue(refusal(PLAIN.getBytes(StandardCharsets.UTF_16)).contains("UTF-8"));
    }

    @Test
    void nestingBeyondTheLimitIsRefused() {
        assertFalse(refusal("{\"a\":".repeat(100) + "1" + "}".repeat(100)).isEmpty());
        assertTrue(refusal("<a xmlns=\"http://hl7.org/fhir\">".repeat(100) + "</a>".repeat(100))
                .contains("deeper"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1E-999", "12345678901234567890123456789012"})
    void aNumberThatWouldFillTheMemoryIsRefused(String number) {
        assertFalse(
                refusal(PLAIN.replace("\"value\": 20", "\"value\": " + number)).isEmpty());
    }

    @Test
    void sameInXml() {
        String xml = "<MedicationRequest xmlns=\"http://hl7.org/fhir\"><dosageInstruction><maxDosePerAdministration>"
                + "<value value=\"1e1000000000\"/></maxDosePerAdministration></dosageInstruction></MedicationRequest>";
        assertTrue(refusal(xml).contains("exponent"));
    }

    @Test
    void anEntityOfXmlIsNeverOpened(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "a secret of this machine");
        String xml = "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>"
                + "<MedicationRequest xmlns=\"http://hl7.org/fhir\"><id value=\"&s;\"/></MedicationRequest>";
        String why = refusal(xml);
        assertTrue(why.contains("document type"), why);
    }

    @Test
    void entitiesThatGrowAreNotExpanded() {
        String xml =
                "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
                        + "<MedicationRequest xmlns=\"http://hl7.org/fhir\"><id value=\"&b;\"/></MedicationRequest>";
        assertTrue(refusal(xml).contains("document type"));
    }
}
