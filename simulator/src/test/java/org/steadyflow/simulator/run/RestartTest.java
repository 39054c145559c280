package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;

/** Control is killed and the power is cut at random instants, again and again, in one infusion. */
@Tag("REQ-53")
class RestartTest {
    private static final String BY_ITSELF = "\"resume\": \"by_itself\", \"within\": \"10 min\"";
    private static final int RUN_MS = 560_000;

    /** From the third start in ten minutes on the pump waits for a person. */
    private static final String SEES_TO_RESTARTS =
            "{\"when_alarm\": \"SELF_TEST_FAILED\", \"after\": \"1 s\", \"do\": [\"acknowledge\", \"start\"]}";

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 60", "3, 120", "4, 999"})
    @Tag("REQ-54")
    void killedFiftyTimesTheIntervalStaysWithinOneAuthority(long seed, int rate) throws IOException {
        int kills = 50;
        Scenario scenario = strikes(seed, kills, "kill_control", 2_000);
        RunResult result = Runs.run(order(rate), scenario, seed);
        assertEquals(List.of(), result.referee(), result::toString);
        assertFalse(Runs.raised(result, AlarmCode.VOLUME_UNSURE), result::toString);
        assertTrue(widthMl(result) <= authorityMl(rate) + 0.001, result::toString);
        assertTrue(
                result.trueDeliveredMl().doubleValue()
                        > 0.03 * result.programmedMl().doubleValue(),
                "it went on");
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 60", "3, 120", "4, 999"})
    @Tag("REQ-55")
    @Tag("REQ-101")
    void cutTwelveTimesTheIntervalIsNoWiderThanTwelveAuthorities(long seed, int rate) throws IOException {
        int cuts = 12;
        Scenario scenario = strikes(seed, cuts, "cut_power", 5_000);
        RunResult result = Runs.run(order(rate), scenario, seed);
        assertEquals(List.of(), result.referee(), result::toString);
        assertTrue(Runs.raised(result, AlarmCode.VOLUME_UNSURE), result::toString);
        assertTrue(widthMl(result) <= (cuts + 1) * authorityMl(rate) + 0.001, result::toString);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6"})
    @Tag("REQ-56")
    void killsCutsAndStallsTogetherGiveNothingTwice(long seed) throws IOException {
        Random random = new Random(seed);
        StringJoiner events = new StringJoiner(",");
        for (String what : List.of("kill_control", "cut_power", "disk_stall", "delay_tick", "open_door")) {
            for (int i = 0; i < 5; i++) {
                events.add(event(random, what, 3_000));
            }
        }
        Order doses =
                Runs.order(IntermittentTest.every("20 min", "\"rule\": \"give_late\", \"within\": \"20 min\"", 3));
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "storm", "ends_at": "2 h", "events": [%s],
                 "reactions": [{"when_alarm": "DOOR_OPEN", "after": "5 s", "do": ["close_door", "acknowledge", "start"]},
                               %s]}
                """.formatted(events, SEES_TO_RESTARTS));
        RunResult result = Runs.run(doses, scenario, seed);
        assertEquals(List.of(), result.referee(), () -> result.referee() + "\n" + result.alarms() + "\n" + scenario);
    }

    private static Order order(int mlPerH) {
        return Runs.continuous(mlPerH + " mL", mlPerH + " mL/h", BY_ITSELF);
    }

    private static Scenario strikes(long seed, int count, String what, int longestMs) {
        Random random = new Random(seed);
        StringJoiner events = new StringJoiner(",");
        for (int i = 0; i < count; i++) {
            events.add(event(random, what, longestMs));
        }
        // from the third start in ten minutes on the pump waits for a person: one comes by every four seconds
        events.add("{\"at\": \"3 s\", \"do\": \"acknowledge\", \"every\": \"4 s\", \"times\": 149}");
        events.add("{\"at\": \"4 s\", \"do\": \"start\", \"every\": \"4 s\", \"times\": 149}");
        return Runs.events("running", "10 min", events.toString());
    }

    /** Somewhere in the run; so soon, too, that the nurse has to ask again. */
    private static String event(Random random, String what, int longestMs) {
        return "{\"at\": \"%d ms\", \"do\": \"%s\", \"for\": \"%d ms\"}"
                .formatted(500 + random.nextInt(RUN_MS), what, 100 + random.nextInt(longestMs));
    }

    private static double widthMl(RunResult result) {
        return result.recordedUpperMl().subtract(result.recordedLowerMl()).doubleValue();
    }

    private static double authorityMl(int mlPerH) {
        return Math.max(0.05, mlPerH / 3600.0);
    }
}
