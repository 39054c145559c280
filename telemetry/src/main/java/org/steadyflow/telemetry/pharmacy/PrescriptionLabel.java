package org.steadyflow.telemetry.pharmacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the console shows of a prescription's text, in words: as it is written, nothing is computed. The pump has
 * validated it; here a label that cannot be read is empty, and nothing else depends on it.
 *
 * @param program what is given, how fast and how often
 */
record PrescriptionLabel(String drug, String patient, String program) {
    /** Steps and parts that are told one by one, where there is room. */
    private static final int TOLD_MOST = 4;
    /** Room for a program. A text that were cut there could end within a number. */
    static final int PROGRAM_CHARS = 200;

    static PrescriptionLabel of(String text) {
        try {
            JsonNode root = Json.MAPPER.readTree(text);
            JsonNode drug = root.path("drug");
            return new PrescriptionLabel(
                    join(" ", text(drug, "name"), text(drug, "concentration")),
                    text(root, "patient"),
                    fitting(root.path("regimen")));
        } catch (JacksonException unreadable) {
            return new PrescriptionLabel("", "", "");
        }
    }

    /** With as many steps and parts as there is room for; empty where even one has none. */
    private static String fitting(JsonNode regimen) {
        for (int told = TOLD_MOST; told > 0; told--) {
            String program = program(regimen, told);
            if (program.length() <= PROGRAM_CHARS) {
                return program;
            }
        }
        return "";
    }

    /** A type that this console does not know has an empty program, never a wrong one. */
    private static String program(JsonNode regimen, int told) {
        return switch (text(regimen, "type")) {
            case "continuous" -> join(", ", flow("volume", regimen), range(regimen.path("titration")));
            case "intermittent" -> doses(regimen);
            case "stepped" ->
                join(
                        ", ",
                        join(": ", text(regimen, "volume"), told(regimen.path("steps"), told, PrescriptionLabel::step)),
                        range(regimen.path("titration")));
            case "tapered" ->
                join(
                        ", ",
                        flow("volume", regimen),
                        after("up in ", text(regimen, "up")),
                        after("down in ", text(regimen, "down")));
            case "patient_controlled" -> onRequest(regimen);
            case "sequence" -> told(regimen.path("parts"), told, PrescriptionLabel::part);
            default -> "";
        };
    }

    private static String doses(JsonNode regimen) {
        String count = text(regimen, "count");
        String times = regimen.path("times")
                .valueStream()
                .map(time -> time.asString(""))
                .collect(Collectors.joining(" and "));
        return join(
                ", ",
                flow("dose", regimen),
                after("every ", text(regimen, "interval")),
                after("at ", times),
                count.isEmpty() ? "" : count + (count.equals("1") ? " dose" : " doses"));
    }

    private static String onRequest(JsonNode regimen) {
        return join(
                ", ",
                before(text(regimen, "demand"), " on request"),
                after("locked for ", text(regimen, "lockout")),
                before(after("at most ", text(regimen, "cap_1h")), " in 1 h"),
                before(after("at most ", text(regimen, "cap_4h")), " in 4 h"),
                after("background ", text(regimen, "basal")),
                after("first ", text(regimen, "loading")),
                after("in all ", text(regimen, "volume")));
    }

    private static String step(JsonNode step) {
        return join(
                " ",
                text(step, "rate"),
                after("for ", text(step, "for")),
                before(after("until ", text(step, "volume")), " are in"));
    }

    private static String part(JsonNode part) {
        return join(" ", text(part, "name"), flow("volume", part));
    }

    private static String flow(String amount, JsonNode fields) {
        return join(
                " ",
                text(fields, amount),
                after("at ", text(fields, "rate")),
                after("over ", text(fields, "duration")));
    }

    private static String range(JsonNode titration) {
        String least = text(titration, "least");
        String most = text(titration, "most");
        return least.isEmpty() || most.isEmpty() ? "" : "may be changed from " + least + " to " + most;
    }

    private static String told(JsonNode list, int most, Function<JsonNode, String> words) {
        List<String> told =
                new ArrayList<>(list.valueStream().limit(most).map(words).toList());
        int more = list.size() - most;
        if (more > 0) {
            told.add(more + " more");
        }
        return join(", then ", told.toArray(String[]::new));
    }

    private static String text(JsonNode fields, String name) {
        return fields.path(name).asString("").strip();
    }

    private static String after(String word, String text) {
        return text.isEmpty() ? "" : word + text;
    }

    private static String before(String text, String word) {
        return text.isEmpty() ? "" : text + word;
    }

    private static String join(String separator, String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining(separator));
    }
}
