package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.steadyflow.telemetry.order.Finding.Kind;
import tools.jackson.databind.JsonNode;

/** Orders as tests write them, and what became of them. */
final class Orders {
    static final Path EXAMPLES = Path.of("..", "docs", "examples", "orders");

    /** 5 mg/mL in a bag of 200 mL. */
    static final String VANCOMYCIN = """
            {"resourceType": "Medication", "id": "m", "amount": %s,
             "ingredient": [{"itemCodeableConcept": {"text": "vancomycin"}, "isActive": true, "strength": %s}]}""".formatted(ratio("200 mL", "1 {bag}"), ratio("5 mg", "1 mL"));

    static final String CENTRAL =
            "\"route\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"418114005\"}]}";

    private Orders() {}

    /** A quantity from "120 mL/h". */
    static String quantity(String text) {
        String[] parts = text.split(" ", 2);
        return "{\"value\": %s, \"system\": \"http://unitsofmeasure.org\", \"code\": \"%s\"}"
                .formatted(parts[0], parts[1]);
    }

    static String ratio(String above, String below) {
        return "{\"numerator\": %s, \"denominator\": %s}".formatted(quantity(above), quantity(below));
    }

    /** An order of the usual medication; {@code dosage} has the fields of its only instruction. */
    static String order(String dosage) {
        return withMedication(VANCOMYCIN, "{" + CENTRAL + ", " + dosage + "}");
    }

    /** An order with instructions as they are. */
    static String withMedication(String medication, String dosages) {
        return """
                {"resourceType": "MedicationRequest", "id": "or-1", "contained": [%s], "status": "active",
                 "intent": "order", "medicationReference": {"reference": "#m"},
                 "subject": {"display": "Patient 17"}, "dosageInstruction": [%s]}""".formatted(medication, dosages);
    }

    static String doseAndRate(String fields) {
        return "\"doseAndRate\": [{" + fields + "}]";
    }

    static String dose(String quantity) {
        return "\"doseQuantity\": " + quantity(quantity);
    }

    static String rate(String quantity) {
        return "\"rateQuantity\": " + quantity(quantity);
    }

    static String rate(String above, String below) {
        return "\"rateRatio\": " + ratio(above, below);
    }

    static String repeat(String fields) {
        return "\"timing\": {\"repeat\": {" + fields + "}}";
    }

    static Imported.Draft draft(String text) {
        return draft(text.getBytes(StandardCharsets.UTF_8));
    }

    static Imported.Draft draft(byte[] file) {
        return switch (OrderImport.read(file)) {
            case Imported.Draft draft -> draft;
            case Imported.Refused refused -> fail(refused.why());
        };
    }

    /** A draft that leaves nothing open. */
    static Imported.Draft complete(String text) {
        Imported.Draft draft = draft(text);
        assertEquals(
                List.of(), draft.findings().stream().filter(Finding::isOpen).toList());
        return draft;
    }

    static String refusal(byte[] file) {
        return switch (OrderImport.read(file)) {
            case Imported.Draft draft -> fail(draft.prescription().toString());
            case Imported.Refused refused -> refused.why();
        };
    }

    static String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode regimen(Imported.Draft draft) {
        return draft.prescription().path("regimen");
    }

    /** The paths of findings of a kind. */
    static List<String> paths(Imported.Draft draft, Kind kind) {
        return draft.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::path)
                .toList();
    }

    static byte[] example(String name) {
        try {
            return Files.readAllBytes(EXAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
