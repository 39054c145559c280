package org.steadyflow.simulator.recovery;

import java.nio.charset.StandardCharsets;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;

/** Prescriptions for tests, as the text of their files. */
final class Orders {
    static final String BY_ITSELF = "\"after_power_loss\": {\"resume\": \"by_itself\", \"within\": \"30 min\"}";
    static final String BY_PERSON = "\"after_power_loss\": {\"resume\": \"by_person\"}";

    private Orders() {}

    static String continuous(String rate, String volume, String rule) {
        return file("{\"type\": \"continuous\", \"volume\": \"" + volume + "\", \"rate\": \"" + rate + "\"}", rule);
    }

    static String intermittent(String dose, String rate, int count, String rule) {
        return file(
                "{\"type\": \"intermittent\", \"dose\": \"" + dose + "\", \"rate\": \"" + rate
                        + "\", \"interval\": \"1 min\", \"count\": " + count + "}",
                rule);
    }

    /** The same as a new prescription: one that was started is given once. */
    static String anew(String file) {
        return file.replace("TEST-1", "TEST-2");
    }

    static Order order(String file) {
        return switch (PrescriptionReader.read(file.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted ->
                Order.of(accepted.prescription(), accepted.canonicalText(), accepted.sha256());
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private static String file(String regimen, String rule) {
        return """
                {"schema": "steadyflow/prescription/1", "id": "TEST-1", "patient": "Nobody",
                 "drug": {"name": "sodium chloride 0.9 %%"}, "route": "intravenous_central",
                 "container": {"volume": "1000 mL", "residual": "5 mL"},
                 "regimen": %s, "at_end": "stop", %s}
                """.formatted(regimen, rule);
    }
}
