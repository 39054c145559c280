package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.Examples;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.ScenarioReader;
import org.steadyflow.simulator.scenario.ScenarioReading;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.World;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/**
 * What happens to the demo's line: the scenario kinks it a few minutes into the infusion, and people at the bedside do
 * with their hands what they tell the page: who acknowledges the alarm has freed the line, who accepts a prescription
 * or confirms a prompt has hung its container. Runs on the tick's thread.
 */
final class DemoStory {
    private static final String SCENARIO = "scenarios/kinked-line.json";

    private final World world;
    private final Scenario scenario;
    private long startedNs = NEVER;
    private boolean kinked;
    /** What the pump asked for at the last tick. */
    private Optional<WaitEnd.Hang> asked = Optional.empty();
    /** What hangs when the container is told to be a new one. */
    private Volume container = Volume.ZERO;

    private volatile boolean complete;
    private volatile boolean ended;
    private volatile Volume programmed = Volume.ZERO;

    private static final long NEVER = Long.MAX_VALUE;

    DemoStory(World world) throws IOException {
        this.world = world;
        this.scenario = switch (ScenarioReader.parse(Examples.text(SCENARIO))) {
            case ScenarioReading.Accepted accepted -> accepted.scenario();
            case ScenarioReading.Rejected rejected -> throw new IOException(SCENARIO + ": " + rejected.problems());
        };
    }

    /** The volume to infuse is in. */
    boolean isComplete() {
        return complete;
    }

    /** The prescription was taken off after that. */
    boolean isEnded() {
        return ended;
    }

    /** The volume to infuse of the prescription that was accepted last. */
    Volume programmed() {
        return programmed;
    }

    void afterTick(TickRecord record) {
        PumpState state = record.after();
        if (state.order().isPresent()) {
            programmed = state.order().get().program().volumeToInfuse();
            container = state.order().get().prescription().container().volume();
        }
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            follow(events.get(i));
        }
        asked = state.prompt().isPresent() ? state.hangs() : Optional.empty();
        for (Scenario.Event event : scenario.events()) {
            boolean isDue = startedNs != NEVER
                    && world.truth().nowNs() >= startedNs + event.after().toNanos();
            if (isDue && !kinked) {
                kinked = true;
                act(event.action());
            }
        }
    }

    private void follow(Event event) {
        switch (event) {
            case Event.InfusionStarted _ -> {
                startedNs = Math.min(startedNs, world.truth().nowNs());
                asked.ifPresent(hang -> hang(hang.container().volume()));
            }
            case Event.PrescriptionAccepted _ -> hang(container);
            case Event.ContainerChanged _ ->
                hang(asked.map(hang -> hang.container().volume()).orElse(container));
            case Event.AlarmAcknowledged acknowledged -> act(acknowledged.code());
            case Event.AlarmRaised raised -> complete |= raised.code() == AlarmCode.INFUSION_COMPLETE;
            case Event.PrescriptionEnded _ -> ended |= complete;
            default -> {}
        }
    }

    /** Hung, and the line primed. */
    private void hang(Volume volume) {
        world.refillContainer(volume);
        world.removeAir();
    }

    private void act(AlarmCode cause) {
        if (cause == AlarmCode.OCCLUSION_DOWNSTREAM) {
            world.clearDownstream();
        }
    }

    private void act(Action action) {
        if (action instanceof WorldAction onWorld) {
            onWorld.applyTo(world);
        }
    }
}
