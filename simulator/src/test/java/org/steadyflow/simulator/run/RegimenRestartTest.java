package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.simulator.scenario.Scenario;

/**
 * Control is killed and the power is cut at random instants while people ask for doses, other rates and an early end: a
 * start finds the program as people had changed it, no dose on request is finished, and the referee stays silent.
 */
class RegimenRestartTest {
    private static final int STOPS = 12;
    private static final int WITHIN_S = 7_000;

    /** The example, resuming by itself where it is not to resume by a person. */
    private static Order resuming(String example) throws IOException {
        String text = Files.readString(
                Runs.EXAMPLES.resolve("prescriptions").resolve(example + ".json"), StandardCharsets.UTF_8);
        boolean says = text.contains("after_power_loss");
        return Runs.order(
                says
                        ? text
                        : text.replaceFirst(
                                "\"drug\":",
                                "\"after_power_loss\": {\"resume\": \"by_itself\", \"within\": \"10 min\"}, \"drug\":"));
    }

    private static Scenario stops(long seed, String asked) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder events = new StringBuilder(asked);
        for (int i = 0; i < STOPS; i++) {
            String what = random.nextInt(3) == 0 ? "cut_power" : "kill_control";
            events.append(", {\"after_start\": \"")
                    .append(random.nextInt(WITHIN_S))
                    .append('.')
                    .append(100 + random.nextInt(900))
                    .append(" s\", \"do\": \"")
                    .append(what)
                    .append("\", \"for\": \"")
                    .append(1 + random.nextInt(20))
                    .append(" s\"}");
        }
        return Runs.events("running", "2 h", events.toString());
    }

    @ParameterizedTest
    @Tag("REQ-35")
    @Tag("REQ-50")
    @CsvSource(
            delimiter = '|',
            value = {
                "08-morphine-pca | {\"after_start\": \"1 s\", \"do\": \"request_bolus\", \"every\": \"150 s\", \"times\": 45}",
                "09-hydromorphone-pca | {\"after_start\": \"1 s\", \"do\": \"request_bolus\", \"every\": \"97 s\", \"times\": 70}",
                "10-ropivacaine-epidural | {\"after_start\": \"1 s\", \"do\": \"request_bolus\", \"every\": \"7 min\", \"times\": 16}",
                "11-parenteral-nutrition | {\"after_start\": \"50 min\", \"do\": \"ramp_down\"}",
                "12-immunoglobulin | {\"after_start\": \"1 s\", \"do\": \"acknowledge\"}",
                "17-dobutamine | {\"after_start\": \"20 min\", \"do\": \"titrate\", \"to\": \"14.7 mL/h\"}",
                "24-flush-protocol | {\"after_start\": \"1 s\", \"do\": \"acknowledge\"}"
            })
    void theRefereeStaysSilentHoweverOftenThePumpStops(String example, String asked) throws IOException {
        Order order = resuming(example);
        for (long seed = 1; seed <= 4; seed++) {
            RunResult result = Runs.run(order, stops(seed, asked), seed);

            assertEquals(List.of(), result.referee(), example + ", seed " + seed);
        }
    }
}
