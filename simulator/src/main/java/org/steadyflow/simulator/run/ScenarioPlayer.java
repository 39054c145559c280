package org.steadyflow.simulator.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;

/** Says which actions of a scenario are due. Times are run time, nanoseconds. One thread. */
final class ScenarioPlayer {
    /** People do one thing after the other. */
    private static final Duration BETWEEN_ACTIONS = Duration.ofSeconds(2);

    private static final Comparator<Due> ORDER =
            Comparator.comparingLong(Due::atNs).thenComparingLong(Due::number);

    private final Scenario scenario;
    private final PriorityQueue<Due> due = new PriorityQueue<>(ORDER);
    private long numbered;
    private boolean started;

    /** Who carries actions out. */
    interface Hands {
        /** @param dueNs when exactly it is due: since the last tick, or now */
        void act(Action action, long dueNs) throws IOException;
    }

    private record Due(long atNs, long number, Action action) {}

    ScenarioPlayer(Scenario scenario) {
        this.scenario = scenario;
        schedule(Scenario.Since.RUN_BEGAN, 0);
    }

    /** The infusion runs for the first time; later calls change nothing. */
    void infusionStarted(long nowNs) {
        if (!started) {
            started = true;
            schedule(Scenario.Since.INFUSION_STARTED, nowNs);
        }
    }

    /** An alarm is shown: people who react to it will. */
    void alarmRaised(AlarmCode code, long nowNs) {
        for (Scenario.Reaction reaction : scenario.reactions()) {
            if (reaction.alarm() == code) {
                List<Action> actions = reaction.actions();
                for (int i = 0; i < actions.size(); i++) {
                    add(nowNs, reaction.after().plus(BETWEEN_ACTIONS.multipliedBy(i)), actions.get(i));
                }
            }
        }
    }

    /** Hands out what is due by now, in order. */
    void play(long nowNs, Hands hands) throws IOException {
        if (due.isEmpty() || due.peek().atNs() > nowNs) {
            return;
        }
        List<Due> now = new ArrayList<>();
        while (!due.isEmpty() && due.peek().atNs() <= nowNs) {
            now.add(due.remove());
        }
        for (Due one : now) {
            hands.act(one.action(), one.atNs());
        }
    }

    /** Whether anything is still to come. */
    boolean isWaiting() {
        return !due.isEmpty();
    }

    private void schedule(Scenario.Since since, long fromNs) {
        for (Scenario.Event event : scenario.events()) {
            if (event.since() == since) {
                add(fromNs, event.after(), event.action());
            }
        }
    }

    private void add(long fromNs, Duration after, Action action) {
        due.add(new Due(fromNs + after.toNanos(), numbered++, action));
    }
}
