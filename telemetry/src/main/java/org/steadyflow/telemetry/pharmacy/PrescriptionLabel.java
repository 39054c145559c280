package org.steadyflow.telemetry.pharmacy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the console shows of a prescription's text. The pump has validated it; here a label that cannot be read is
 * empty, and nothing else depends on it.
 */
record PrescriptionLabel(String drug, String patient, String program) {
    static PrescriptionLabel of(String text) {
        try {
            JsonNode root = Json.MAPPER.readTree(text);
            JsonNode drug = root.path("drug");
            return new PrescriptionLabel(
                    join(" ", text(drug, "name"), text(drug, "concentration")),
                    text(root, "patient"),
                    program(root.path("regimen")));
        } catch (JacksonException unreadable) {
            return new PrescriptionLabel("", "", "");
        }
    }

    private static String program(JsonNode regimen) {
        String volume = text(regimen, "volume") + text(regimen, "dose");
        String rate = after("at ", text(regimen, "rate"));
        String duration = after("over ", text(regimen, "duration"));
        String interval = after("every ", text(regimen, "interval"));
        String count = text(regimen, "count");
        return join(", ", join(" ", volume, rate, duration), interval, count.isEmpty() ? "" : count + " doses");
    }

    private static String text(JsonNode fields, String name) {
        return fields.path(name).asString("").strip();
    }

    private static String after(String word, String text) {
        return text.isEmpty() ? "" : word + text;
    }

    private static String join(String separator, String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining(separator));
    }
}
