package org.steadyflow.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.scenario.Scenario.Event;
import org.steadyflow.simulator.scenario.Scenario.Outcome;
import org.steadyflow.simulator.scenario.Scenario.Reaction;
import org.steadyflow.simulator.scenario.Scenario.Since;
import org.steadyflow.simulator.scenario.ScenarioReading.Accepted;
import org.steadyflow.simulator.scenario.ScenarioReading.Rejected;
import org.steadyflow.simulator.world.Occlusion;
import org.steadyflow.simulator.world.Sensor;
import org.steadyflow.telemetry.message.AlarmCode;

final class ScenarioReaderTest {
    private static String file(String members) {
        return """
                {"schema": "steadyflow/scenario/1", "name": "x", %s}""".formatted(members);
    }

    private static Scenario accepted(String members) {
        ScenarioReading reading = ScenarioReader.parse(file(members));
        return switch (reading) {
            case Accepted good -> good.scenario();
            case Rejected bad -> throw new AssertionError(bad.problems());
        };
    }

    private static List<String> problems(String json) {
        ScenarioReading reading = ScenarioReader.parse(json);
        return switch (reading) {
            case Accepted good -> throw new AssertionError("accepted: " + good.scenario());
            case Rejected bad -> bad.problems();
        };
    }

    private static String onlyProblem(String members) {
        List<String> problems = problems(file(members));
        assertEquals(1, problems.size(), problems::toString);
        return problems.getFirst();
    }

    private static Action only(String event) {
        List<Event> events =
                accepted("\"events\": [{\"at\": \"1 s\", " + event + "}]").events();
        assertEquals(1, events.size());
        return events.getFirst().action();
    }

    @Test
    void aNameAloneIsAScenarioInWhichNothingGoesWrong() {
        Scenario scenario = accepted("\"description\": \"none\"");
        assertEquals(Outcome.COMPLETE, scenario.expectation().outcome());
        assertEquals(Set.of(), scenario.expectation().alarms());
        assertEquals(Optional.empty(), scenario.endsAt());
        assertEquals(WorldChanges.NONE, scenario.world());
        assertEquals(List.of(), scenario.events());
        assertEquals(List.of(), scenario.reactions());
    }

    @Test
    void everyPartOfAFileIsRead() {
        Scenario scenario = accepted("""
                "expect": {"outcome": "stopped", "alarms": ["AIR_SINGLE", "DOOR_OPEN"]},
                "ends_at": "8 h",
                "world": {"container_volume": "250 mL", "container_vented": true, "head_height": "50 cm",
                          "set_gain": "-2 %", "vein_pressure": "20 mmHg", "battery_charge": "80 %"},
                "events": [{"at": "5 min", "do": "open_door"}, {"after_start": "90 s", "do": "kink_line", "factor": 20}],
                "reactions": [{"when_alarm": "AIR_SINGLE", "after": "30 s",
                               "do": ["remove_air", {"do": "replace_container", "volume": "100 mL"}, "start"]}]""");
        assertEquals(Outcome.STOPPED, scenario.expectation().outcome());
        assertEquals(
                Set.of(AlarmCode.AIR_SINGLE, AlarmCode.DOOR_OPEN),
                scenario.expectation().alarms());
        assertEquals(Optional.of(Duration.ofHours(8)), scenario.endsAt());
        assertEquals(
                new WorldChanges(
                        Optional.of(Volume.ofMillilitres(250)),
                        Optional.of(true),
                        Optional.of(0.5),
                        Optional.of(-0.02),
                        Optional.of(Pressure.ofMmHg(20)),
                        Optional.of(0.8),
                        Optional.empty(),
                        Optional.empty()),
                scenario.world());
        assertEquals(
                List.of(
                        new Event(Since.RUN_BEGAN, Duration.ofMinutes(5), new WorldAction.OpenDoor()),
                        new Event(Since.INFUSION_STARTED, Duration.ofSeconds(90), new WorldAction.KinkLine(20))),
                scenario.events());
        assertEquals(
                List.of(new Reaction(
                        AlarmCode.AIR_SINGLE,
                        Duration.ofSeconds(30),
                        List.of(
                                new WorldAction.RemoveAir(),
                                new WorldAction.ReplaceContainer(Volume.ofMillilitres(100)),
                                PersonAction.Plain.START))),
                scenario.reactions());
    }

    @Test
    void everyActionNamedIsRead() {
        for (String name : ActionReader.NAMES) {
            String needs =
                    switch (name) {
                        case "insert_bubble", "replace_container" -> ", \"volume\": \"1 mL\"";
                        case "set_vein_pressure" -> ", \"pressure\": \"40 mmHg\"";
                        case "cough" -> ", \"pressure\": \"60 mmHg\"";
                        case "raise_arm", "raise_container" -> ", \"height\": \"30 cm\"";
                        case "live" -> ", \"life\": \"restless\"";
                        case "set_room_temperature" -> ", \"temperature\": \"5 C\"";
                        case "wear_battery", "misread_battery" -> ", \"share\": \"40 %\"";
                        case "drop_steps" -> ", \"share\": \"5 %\"";
                        case "stick_sensor", "break_sensor", "mend_sensor" -> ", \"sensor\": \"encoder\"";
                        case "titrate" -> ", \"to\": \"12.5 mL/h\"";
                        case "jump_clock" -> ", \"by\": \"-1 h\"";
                        case "heat_board" -> ", \"temperature\": \"60 C\"";
                        case "disk_stall", "delay_tick", "cut_power" -> ", \"for\": \"1 s\"";
                        default -> "";
                    };
            only("\"do\": \"" + name + "\"" + needs);
        }
    }

    @Test
    void aKinkWithoutAFactorClosesTheLine() {
        assertEquals(new WorldAction.KinkLine(Double.POSITIVE_INFINITY), only("\"do\": \"kink_line\""));
    }

    @Test
    void anOcclusionHasAPlaceGrowsAndComesAgain() {
        assertEquals(
                new WorldAction.Occlude(Occlusion.sudden(Occlusion.Place.CATHETER, Double.POSITIVE_INFINITY)),
                only("\"do\": \"occlude\""));
        assertEquals(
                new WorldAction.Occlude(new Occlusion(
                        Occlusion.Place.MID_LINE, 50, Duration.ofMinutes(20), Duration.ofSeconds(30), 0.25)),
                only("\"do\": \"occlude\", \"place\": \"mid_line\", \"factor\": 50, \"grows_for\": \"20 min\","
                        + " \"cycle\": \"30 s\", \"narrow\": \"25 %\""));
    }

    @Test
    void aSensorSticksWhereItIsOrAtAValueInItsUnit() {
        assertEquals(
                new WorldAction.StickSensor(Sensor.DOWNSTREAM_PRESSURE),
                only("\"do\": \"stick_sensor\", \"sensor\": \"downstream_pressure\""));
        assertEquals(
                new WorldAction.HoldSensor(Sensor.AIR_DETECTOR, 1_700),
                only("\"do\": \"stick_sensor\", \"sensor\": \"air_detector\", \"value\": \"1700 mV\""));
    }

    @Test
    void clocksJumpBothWays() {
        assertEquals(new WorldAction.JumpClock(Duration.ofHours(-1)), only("\"do\": \"jump_clock\", \"by\": \"-1 h\""));
    }

    @Test
    void anActionThatLastsIsUndoneAtItsEnd() {
        Scenario scenario = accepted("\"events\": [{\"at\": \"10 s\", \"do\": \"clamp_upstream\", \"for\": \"30 s\"}]");
        assertEquals(
                List.of(
                        new Event(Since.RUN_BEGAN, Duration.ofSeconds(10), new WorldAction.ClampUpstream()),
                        new Event(Since.RUN_BEGAN, Duration.ofSeconds(40), new WorldAction.ClearUpstream())),
                scenario.events());
    }

    @Test
    void allProblemsComeAtOnceAndEachNamesItsField() {
        List<String> problems = problems("""
                {"schema": "steadyflow/scenario/2", "nmae": "x", "ends_at": "soon",
                 "expect": {"outcome": "fine", "alarms": ["AIR_SINGEL", 3]},
                 "world": {"container_volume": "250 mg", "set_gain": "2", "colour": "red"},
                 "events": [{"do": "kink_line", "factor": 0.5}, {"at": "-5 min", "do": "disk_stall"}, 7],
                 "reactions": [{"when_alarm": "NOTHING", "do": ["dance", "insert_bubble"]}, {}]}""");
        List<String> expected = List.of(
                "schema: must be \"steadyflow/scenario/1\"",
                "name: is missing",
                "expect.outcome: \"fine\" is not known; write one of complete, stopped, faulted, running",
                "expect.alarms[0]: \"AIR_SINGEL\" is not known",
                "expect.alarms[1]: is a bare number, not a text in quotes",
                "ends_at: \"soon\" is not a number, a space and a unit; write it like \"5 min\"",
                "world.container_volume: \"250 mg\" has a unit that is not taken here; write one of uL, mL, L",
                "world.set_gain: \"2\" is not a number, a space and a unit; write it like \"2 %\"",
                "world.colour: unknown field; here may stand container_volume",
                "events[0].at: is missing; write for example \"at\": \"5 min\"",
                "events[0].factor: must be from 1 to 1000000",
                "events[1].at: \"-5 min\" is too small; the least is 0 min",
                "events[1].for: is missing",
                "events[2]: is a bare number, not an object {...}",
                "reactions[0].when_alarm: \"NOTHING\" is not known",
                "reactions[0].do[0]: \"dance\" is not known",
                "reactions[0].do[1].volume: is missing",
                "reactions[1].when_alarm: is missing",
                "reactions[1].do: is missing",
                "nmae: unknown field");
        for (String start : expected) {
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.startsWith(start)),
                    () -> "no problem begins \"" + start + "\" in " + String.join("\n", problems));
        }
        assertEquals(expected.size(), problems.size(), () -> String.join("\n", problems));
    }

    @Test
    void aFieldOfAnotherActionIsUnknown() {
        assertEquals(
                "events[0].volume: unknown field; here may stand after_start, at, do, factor, for, every, times",
                onlyProblem("\"events\": [{\"at\": \"1 s\", \"do\": \"kink_line\", \"volume\": \"1 mL\"}]"));
    }

    @Test
    void oneTimeOnlyMayStandAtAnEvent() {
        assertEquals(
                "events[0].at: stands beside after_start; leave one of them out",
                onlyProblem("\"events\": [{\"at\": \"1 s\", \"after_start\": \"1 s\", \"do\": \"open_door\"}]"));
    }

    @Test
    void aFieldWrittenTwiceIsRefusedWithItsLine() {
        String problem = onlyProblem("\"name\": \"y\"");
        assertTrue(problem.startsWith("line 1, column "), problem);
        assertTrue(problem.contains("uplicate"), problem);
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsPlace() {
        assertTrue(problems("{\n  \"schema\": steadyflow}").getFirst().startsWith("line 2, column "));
        assertTrue(problems("").getFirst().contains("not one JSON object"));
        assertTrue(problems("[]").getFirst().contains("not one JSON object"));
        assertTrue(problems("{} {}").getFirst().startsWith("line 1"));
        assertEquals(1, problems("\u0000\u0001\u0002").size());
    }

    @Test
    void aFileBeyondAMegabyteIsRefused() {
        String huge = file("\"description\": \"" + "x".repeat(ScenarioReader.LIMIT_CHARS) + "\"");
        assertTrue(problems(huge).getFirst().contains("at most 1000000"));
    }

    @Test
    void tooManyEventsAreRefused() {
        String events = "{\"at\": \"1 s\", \"do\": \"open_door\"},".repeat(ScenarioReader.MOST_EVENTS)
                + "{\"at\": \"1 s\", \"do\": \"open_door\"}";
        assertEquals("events: has 1001 entries; at most 1000 are taken", onlyProblem("\"events\": [" + events + "]"));
    }

    @Test
    void deepNestingAndHugeNumbersAreRefused() {
        assertEquals(1, problems("[".repeat(1_000)).size());
        assertTrue(onlyProblem("\"ends_at\": \"99999999999 d\"").contains("too large; the most is 400 d"));
        assertEquals(1, problems(file("\"ends_at\": 1e999999999")).size());
    }
}
