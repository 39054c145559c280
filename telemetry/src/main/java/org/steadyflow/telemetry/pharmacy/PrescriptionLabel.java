package org.steadyflow.telemetry.pharmacy;

import org.steadyflow.telemetry.message.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the console shows of a prescription's text. The pump has validated it; here a label that cannot be read is
 * empty, and nothing else depends on it.
 */
record PrescriptionLabel(String drug, String patient) {
    static PrescriptionLabel of(String text) {
        try {
            JsonNode root = Json.MAPPER.readTree(text);
            JsonNode drug = root.path("drug");
            return new PrescriptionLabel(
                    drug.isString() ? drug.stringValue() : drug.path("name").asString(""),
                    root.path("patient").asString(""));
        } catch (JacksonException unreadable) {
            return new PrescriptionLabel("", "");
        }
    }
}
