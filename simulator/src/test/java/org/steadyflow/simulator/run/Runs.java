package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.ScenarioReader;
import org.steadyflow.simulator.scenario.ScenarioReading;
import org.steadyflow.telemetry.message.AlarmCode;

/** Prescriptions and scenarios for tests, and what every sound run shows. */
final class Runs {
    static final Path EXAMPLES = Path.of("..", "docs", "examples");

    private Runs() {}

    /** One of the examples of the documents, without {@code .json}. */
    static Order example(String name) throws IOException {
        return order(Files.readString(EXAMPLES.resolve("prescriptions").resolve(name + ".json")));
    }

    static Scenario exampleScenario(String name) throws IOException {
        return scenario(Files.readString(EXAMPLES.resolve("scenarios").resolve(name + ".json")));
    }

    static Order order(String text) {
        return switch (PrescriptionReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted read -> Order.of(read.prescription(), read.canonicalText(), read.sha256());
            case Reading.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    static Scenario scenario(String text) {
        return switch (ScenarioReader.parse(text)) {
            case ScenarioReading.Accepted read -> read.scenario();
            case ScenarioReading.Rejected rejected ->
                throw new AssertionError(rejected.problems().toString());
        };
    }

    /** A continuous infusion that stops at its end and waits for a person after a loss of power. */
    static Order continuous(String volume, String rate) {
        return continuous(volume, rate, "\"resume\": \"by_person\"");
    }

    static Order continuous(String volume, String rate, String afterPowerLoss) {
        return order("""
                {"schema": "steadyflow/prescription/1", "id": "TEST", "patient": "nobody", "drug": {"name": "saline"},
                 "route": "intravenous_peripheral", "container": {"volume": "5000 mL", "residual": "5 mL"},
                 "regimen": {"type": "continuous", "volume": "%s", "rate": "%s"},
                 "at_end": "stop", "after_power_loss": {%s}}
                """.formatted(volume, rate, afterPowerLoss));
    }

    /** Events in the form of a scenario file; the run has to end with {@code outcome}. */
    static Scenario events(String outcome, String endsAt, String events) {
        return scenario("""
                {"schema": "steadyflow/scenario/1", "name": "test", "unattended": true, "expect": {"outcome": "%s"}%s, "events": [%s]}
                """.formatted(outcome, endsAt.isEmpty() ? "" : ", \"ends_at\": \"" + endsAt + "\"", events));
    }

    static RunResult run(Order order, Scenario scenario, long seed) throws IOException {
        return new Simulation(new RunSetup(order, scenario, seed), Watching.NOBODY).run();
    }

    static void assertAsExpected(RunResult result, Scenario scenario) {
        assertEquals(List.of(), result.referee(), result::toString);
        assertEquals(List.of(), result.missingAlarms(scenario), result::toString);
        assertTrue(result.isAsExpected(scenario), result::toString);
    }

    static boolean raised(RunResult result, AlarmCode code) {
        return result.alarms().stream().anyMatch(alarm -> alarm.code() == code);
    }
}
