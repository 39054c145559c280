package org.steadyflow.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.simulator.scenario.FieldReader.Element;
import org.steadyflow.simulator.scenario.Scenario.Event;
import org.steadyflow.simulator.scenario.Scenario.Expectation;
import org.steadyflow.simulator.scenario.Scenario.Outcome;
import org.steadyflow.simulator.scenario.Scenario.Reaction;
import org.steadyflow.simulator.scenario.Scenario.Since;
import org.steadyflow.simulator.world.DailyLife;
import org.steadyflow.telemetry.message.AlarmCode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads scenario files of schema {@value #SCHEMA}. Any thread. */
public final class ScenarioReader {
    public static final String SCHEMA = "steadyflow/scenario/1";
    /** Longest file, in characters. */
    public static final int LIMIT_CHARS = 1_000_000;

    public static final int MOST_EVENTS = 1_000;
    public static final int MOST_REACTIONS = 100;
    public static final int MOST_ACTIONS_OF_A_REACTION = 20;

    /** A patient who presses every minute for a week. */
    private static final int MOST_TIMES = 10_080;

    private static final int MOST_NAME_CHARS = 100;
    private static final int MOST_DESCRIPTION_CHARS = 2_000;
    private static final int MOST_CODE_CHARS = 40;
    private static final int DEEPEST = 16;
    private static final double HIGHEST_HEAD_METRES = 3;
    private static final double COLDEST_ROOM_CELSIUS = 0.1;
    private static final double HOTTEST_ROOM_CELSIUS = 60;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LIMIT_CHARS)
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<String> problems = new ArrayList<>();

    private ScenarioReader() {}

    /** The scenario that this text describes, or everything that is wrong with it. */
    public static ScenarioReading parse(String json) {
        return new ScenarioReader().read(json);
    }

    private ScenarioReading read(String json) {
        if (json.length() > LIMIT_CHARS) {
            return rejected("the file has " + json.length() + " characters; at most " + LIMIT_CHARS + " are read");
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            return rejected(place(e) + e.getOriginalMessage());
        }
        if (!(root instanceof ObjectNode object)) {
            return rejected("the file is not one JSON object, from { to }");
        }
        Scenario scenario = scenario(new FieldReader(object, "", problems));
        return problems.isEmpty() ? new ScenarioReading.Accepted(scenario) : new ScenarioReading.Rejected(problems);
    }

    private static ScenarioReading rejected(String problem) {
        return new ScenarioReading.Rejected(List.of(problem));
    }

    private static String place(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private Scenario scenario(FieldReader file) {
        file.text("$schema", MOST_DESCRIPTION_CHARS);
        String schema = file.neededText("schema", MOST_NAME_CHARS);
        if (file.has("schema") && !schema.equals(SCHEMA)) {
            file.problem("schema", "must be \"" + SCHEMA + "\"");
        }
        Scenario scenario = new Scenario(
                file.neededText("name", MOST_NAME_CHARS),
                file.text("description", MOST_DESCRIPTION_CHARS).orElse(""),
                file.object("expect").map(this::expectation).orElse(Scenario.NOTHING_WRONG.expectation()),
                file.duration("ends_at"),
                confirmsAfter(file),
                file.object("world").map(ScenarioReader::worldChanges).orElse(WorldChanges.NONE),
                events(file.array("events", MOST_EVENTS)),
                reactions(file.array("reactions", MOST_REACTIONS)));
        file.finish();
        return scenario;
    }

    /** A nurse is near, unless the file says how far away, or that nobody comes. */
    private static Optional<Duration> confirmsAfter(FieldReader file) {
        Optional<Duration> after = file.duration("confirms_after");
        boolean isUnattended = file.flag("unattended").orElse(false);
        if (isUnattended && after.isPresent()) {
            file.problem("confirms_after", "is of no use where unattended is true; keep one of the two");
        }
        return isUnattended ? Optional.empty() : after.or(() -> Optional.of(Scenario.CONFIRMS_AFTER));
    }

    private Expectation expectation(FieldReader fields) {
        Outcome outcome = fields.choice("outcome", Outcome.values()).orElse(Outcome.COMPLETE);
        Set<AlarmCode> alarms = EnumSet.noneOf(AlarmCode.class);
        for (Element element : fields.array("alarms", AlarmCode.values().length)) {
            element.text()
                    .flatMap(text -> fields.named(element.place(), text, AlarmCode.values(), name -> name))
                    .ifPresent(alarms::add);
        }
        fields.finish();
        return new Expectation(outcome, alarms);
    }

    private static WorldChanges worldChanges(FieldReader fields) {
        WorldChanges changes = new WorldChanges(
                fields.volume("container_volume"),
                fields.flag("container_vented"),
                fields.number("head_height", QuantityKind.HEIGHT, -HIGHEST_HEAD_METRES, HIGHEST_HEAD_METRES),
                fields.number("set_gain", QuantityKind.SHARE, -0.5, 0.5),
                fields.pressure("vein_pressure"),
                fields.number("battery_charge", QuantityKind.SHARE, 0, 1),
                fields.number("room_temperature", QuantityKind.TEMPERATURE, COLDEST_ROOM_CELSIUS, HOTTEST_ROOM_CELSIUS),
                fields.choice("daily_life", DailyLife.Kind.values()));
        fields.finish();
        return changes;
    }

    private List<Event> events(List<Element> elements) {
        List<Event> events = new ArrayList<>();
        for (Element element : elements) {
            element.object().ifPresent(fields -> events.addAll(event(fields)));
        }
        return events;
    }

    /**
     * One event, or two where it ends after a while; none where its action is unknown, for then nobody knows which
     * fields belong to it.
     */
    private static List<Event> event(FieldReader fields) {
        boolean sinceStart = fields.has("after_start");
        Since since = sinceStart ? Since.INFUSION_STARTED : Since.RUN_BEGAN;
        Optional<Duration> afterStart = fields.duration("after_start");
        Duration after =
                afterStart.isPresent() || sinceStart ? afterStart.orElse(Duration.ZERO) : fields.neededDuration("at");
        if (sinceStart && fields.has("at")) {
            fields.problem("at", "stands beside after_start; leave one of them out");
            fields.duration("at");
        }
        Optional<Action> read = ActionReader.read(fields);
        if (read.isEmpty()) {
            return List.of();
        }
        Action action = read.get();
        List<Event> events = new ArrayList<>();
        events.add(new Event(since, after, action));
        ActionReader.undoing(action).ifPresent(undo -> fields.duration("for")
                .ifPresent(lasting -> events.add(new Event(since, after.plus(lasting), undo))));
        List<Event> repeated = repeated(fields, events);
        fields.finish();
        return repeated;
    }

    /** The same again and again, where the event says how often. */
    private static List<Event> repeated(FieldReader fields, List<Event> once) {
        Optional<Duration> every = fields.duration("every");
        Optional<Double> times = fields.factor("times", 2, MOST_TIMES);
        if (every.isEmpty() && times.isEmpty()) {
            return once;
        }
        if (every.isEmpty() || times.isEmpty()) {
            fields.problem(every.isEmpty() ? "every" : "times", "is missing: every and times belong together");
            return once;
        }
        if (times.get() % 1 != 0) {
            fields.problem("times", "must be a whole number");
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < times.get().intValue(); i++) {
            Duration later = every.get().multipliedBy(i);
            once.forEach(
                    event -> events.add(new Event(event.since(), event.after().plus(later), event.action())));
        }
        return events;
    }

    private static List<Reaction> reactions(List<Element> elements) {
        List<Reaction> reactions = new ArrayList<>();
        for (Element element : elements) {
            element.object().ifPresent(fields -> reactions.add(reaction(fields)));
        }
        return reactions;
    }

    private static Reaction reaction(FieldReader fields) {
        AlarmCode[] codes = AlarmCode.values();
        AlarmCode alarm = Optional.of(fields.neededText("when_alarm", MOST_CODE_CHARS))
                .filter(text -> !text.isEmpty())
                .flatMap(text -> fields.named("when_alarm", text, codes, name -> name))
                .orElse(codes[0]);
        Duration after = fields.duration("after").orElse(Duration.ZERO);
        List<Action> actions = new ArrayList<>();
        List<Element> entries = fields.array("do", MOST_ACTIONS_OF_A_REACTION);
        if (!fields.has("do")) {
            fields.problem("do", "is missing; write for example \"do\": [\"acknowledge\", \"start\"]");
        }
        entries.forEach(entry -> ActionReader.read(entry).ifPresent(actions::add));
        fields.finish();
        return new Reaction(alarm, after, actions);
    }
}
