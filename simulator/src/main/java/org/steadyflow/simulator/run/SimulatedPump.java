package org.steadyflow.simulator.run;

import java.io.IOException;
import java.util.List;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.control.TickSink;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.message.Event;

/** The firmware of one boot: its loop, its recorder and its inbox, on the simulated disk. One thread. */
final class SimulatedPump {
    static final StartUp.Identity IDENTITY = new StartUp.Identity("simulated", "0.1.0");

    private final PumpLoop loop;
    private final VirtualRecorder recorder;
    private final CommandInbox inbox;
    private final List<Event> startEvents;
    private final World world;

    private SimulatedPump(
            PumpLoop loop, VirtualRecorder recorder, CommandInbox inbox, List<Event> startEvents, World world) {
        this.loop = loop;
        this.recorder = recorder;
        this.inbox = inbox;
        this.startEvents = startEvents;
        this.world = world;
    }

    /** Starts the firmware on what the disk holds. */
    static SimulatedPump boot(World world, SimulatedDisk disk, TickSink observer) throws IOException {
        ClockSample now = new ClockSample(world.truth().nowNs(), world.truth().wallMs());
        StartUp.Stores stores = new StartUp.Stores(disk.journal(), disk.ledger(), JournalLimits.DEFAULT);
        StartUp.Started started = StartUp.from(stores, IDENTITY, now);
        VirtualRecorder recorder = new VirtualRecorder(started.committer(), started.granted());
        SimulatedHardware hardware = world.hardware();
        CommandInbox inbox = new CommandInbox();
        PumpLoop loop = new PumpLoop(
                new PumpHardware(hardware, hardware, hardware, hardware),
                new PumpController(new PumpSetup(PumpSetup.CASSETTE, false, 1)),
                recorder,
                inbox,
                observer,
                started.state());
        return new SimulatedPump(loop, recorder, inbox, started.events(), world);
    }

    PumpLoop loop() {
        return loop;
    }

    VirtualRecorder recorder() {
        return recorder;
    }

    List<Event> startEvents() {
        return startEvents;
    }

    void ask(Command command) {
        inbox.offer(command);
    }

    /** The pharmacist accepts whatever is on the list. */
    void acceptAll(String by) {
        for (Alarm alarm : loop.state().safety().board().alarms()) {
            ask(new Command.AlarmAccepted(alarm.number(), by));
        }
    }

    /** The encoder as the firmware last read it, for the trace. */
    long encoderMicrosteps() {
        return (long) Math.floor(world.truth().shaftInEncoderCoordinate());
    }
}
