package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.ScenarioReader;
import org.steadyflow.simulator.scenario.ScenarioReading;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.World;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/**
 * What happens to the demo's line: the scenario kinks it a few minutes into the infusion, and whoever acknowledges the
 * alarm at the bedside has freed it first. Runs on the tick's thread.
 */
final class DemoStory {
    private static final String PRESCRIPTION = "/examples/prescriptions/antibiotic-ceftriaxone.json";
    private static final String SCENARIO = "/examples/scenarios/kinked-line.json";

    private final World world;
    private final Scenario scenario;
    private long startedNs = NEVER;
    private boolean kinked;
    private volatile boolean complete;
    private volatile boolean ended;
    private volatile Volume programmed = Volume.ZERO;

    private static final long NEVER = Long.MAX_VALUE;

    DemoStory(World world) throws IOException {
        this.world = world;
        this.scenario = switch (ScenarioReader.parse(resource(SCENARIO))) {
            case ScenarioReading.Accepted accepted -> accepted.scenario();
            case ScenarioReading.Rejected rejected -> throw new IOException(SCENARIO + ": " + rejected.problems());
        };
    }

    /** The prescription file that the demo infuses. */
    static String prescription() throws IOException {
        return resource(PRESCRIPTION);
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
        if (record.after().order().isPresent()) {
            programmed = record.after().order().get().program().volumeToInfuse();
        }
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            follow(events.get(i));
        }
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
            case Event.InfusionStarted _ ->
                startedNs = Math.min(startedNs, world.truth().nowNs());
            case Event.AlarmAcknowledged acknowledged -> {
                if (acknowledged.code() == AlarmCode.OCCLUSION_DOWNSTREAM) {
                    world.clearDownstream();
                }
            }
            case Event.AlarmRaised raised -> complete |= raised.code() == AlarmCode.INFUSION_COMPLETE;
            case Event.PrescriptionEnded _ -> ended |= complete;
            default -> {}
        }
    }

    private void act(Action action) {
        if (action instanceof WorldAction onWorld) {
            onWorld.applyTo(world);
        }
    }

    private static String resource(String name) throws IOException {
        Optional<InputStream> found = Optional.ofNullable(DemoStory.class.getResourceAsStream(name));
        try (InputStream in = found.orElseThrow(() -> new IOException("the example " + name + " is not in the jar"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
