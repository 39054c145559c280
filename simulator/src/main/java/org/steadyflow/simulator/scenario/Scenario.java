package org.steadyflow.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.telemetry.message.AlarmCode;

/**
 * One scenario.
 *
 * @param name short name
 * @param description what it shows
 * @param expectation how the run has to end
 * @param endsAt run time at which it ends; without it, when the infusion does
 * @param confirmsAfter how long a person takes to do what the pump asks for; empty where nobody is there
 * @param world how this world differs from the usual one
 * @param events what happens when, in the order of the file
 * @param reactions what people do about alarms
 */
public record Scenario(
        String name,
        String description,
        Expectation expectation,
        Optional<Duration> endsAt,
        Optional<Duration> confirmsAfter,
        WorldChanges world,
        List<Event> events,
        List<Reaction> reactions) {
    /** A nurse who is near. */
    public static final Duration CONFIRMS_AFTER = Duration.ofSeconds(30);

    /** Nothing goes wrong, and the infusion completes. */
    public static final Scenario NOTHING_WRONG = new Scenario(
            "nothing-wrong",
            "Nothing goes wrong.",
            new Expectation(Outcome.COMPLETE, Set.of()),
            Optional.empty(),
            Optional.of(CONFIRMS_AFTER),
            WorldChanges.NONE,
            List.of(),
            List.of());

    public Scenario {
        events = List.copyOf(events);
        reactions = List.copyOf(reactions);
    }

    /** How a run ends. */
    public enum Outcome {
        /** The prescribed volume is in. */
        COMPLETE,
        /** Stopped by an alarm or a person, and able to go on. */
        STOPPED,
        /** Stopped by a fault that needs service. */
        FAULTED,
        /** Still infusing when the scenario ended. */
        RUNNING
    }

    /**
     * @param outcome how the run has to end
     * @param alarms what must be raised; any other alarm needs a cause in the world
     */
    public record Expectation(Outcome outcome, Set<AlarmCode> alarms) {
        public Expectation {
            alarms = Set.copyOf(alarms);
        }
    }

    /** From when an event's time counts. */
    public enum Since {
        /** From the begin of the run. */
        RUN_BEGAN,
        /** From the first start of the infusion. Never comes in a run that never starts. */
        INFUSION_STARTED
    }

    /** One thing that happens once. */
    public record Event(Since since, Duration after, Action action) {}

    /**
     * What somebody does each time an alarm is raised.
     *
     * @param alarm which one
     * @param after from its raising to the first of the actions
     * @param actions in this order, two seconds apart
     */
    public record Reaction(AlarmCode alarm, Duration after, List<Action> actions) {
        public Reaction {
            actions = List.copyOf(actions);
        }
    }
}
