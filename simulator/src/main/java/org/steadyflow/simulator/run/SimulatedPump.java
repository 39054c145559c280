package org.steadyflow.simulator.run;

import java.io.IOException;
import java.util.List;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.MonitorLink;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.control.TickSink;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;
import org.steadyflow.telemetry.message.Event;

/** The firmware of one boot: its loop, its recorder and its inbox, on the simulated disk. One thread. */
final class SimulatedPump {
    static final StartUp.Identity IDENTITY = new StartUp.Identity("simulated", "0.1.0");

    private final PumpLoop loop;
    private final TimedRecorder recorder;
    private final CommandInbox inbox;
    private final List<Event> startEvents;
    private final World world;

    /** The firmware as it starts from a disk; another one in a test of the referee. */
    interface Firmware {
        /**
         * @param observer hears of every tick
         * @param monitor the way to the independent monitor
         */
        SimulatedPump boot(World world, SimulatedDisk disk, TickSink observer, MonitorLink monitor) throws IOException;
    }

    /** Wires a firmware that was brought up. */
    SimulatedPump(
            StartUp.Started started, TimedRecorder recorder, World world, PumpHardware hardware, TickSink observer) {
        this(started, recorder, world, hardware, observer, MonitorLink.NONE, usual(world));
    }

    /** The same with the way to its monitor. */
    SimulatedPump(
            StartUp.Started started,
            TimedRecorder recorder,
            World world,
            PumpHardware hardware,
            TickSink observer,
            MonitorLink monitor) {
        this(started, recorder, world, hardware, observer, monitor, usual(world));
    }

    private SimulatedPump(
            StartUp.Started started,
            TimedRecorder recorder,
            World world,
            PumpHardware hardware,
            TickSink observer,
            MonitorLink monitor,
            PumpSetup setup) {
        this.recorder = recorder;
        this.inbox = new CommandInbox();
        this.startEvents = started.events();
        this.world = world;
        this.loop =
                new PumpLoop(hardware, new PumpController(setup), recorder, inbox, observer, monitor, started.state());
    }

    /** Without a drug library. */
    private static PumpSetup usual(World world) {
        Mechanism mechanism = world.parameters().mechanics().mechanism();
        return new PumpSetup(mechanism, false, 1).with(Calibration.of(mechanism));
    }

    /** Starts the firmware on what the disk holds, without a drug library. */
    static SimulatedPump boot(World world, SimulatedDisk disk, TickSink observer) throws IOException {
        return boot(world, disk, observer, MonitorLink.NONE, usual(world));
    }

    /** Starts the firmware of this pump on what the disk holds. */
    static SimulatedPump boot(World world, SimulatedDisk disk, TickSink observer, MonitorLink monitor, PumpSetup setup)
            throws IOException {
        StartUp.Started started = bringUp(world, disk);
        VirtualRecorder recorder = new VirtualRecorder(started);
        return new SimulatedPump(started, recorder, world, hardware(world), observer, monitor, setup);
    }

    static StartUp.Started bringUp(World world, SimulatedDisk disk) throws IOException {
        ClockSample now = new ClockSample(world.truth().nowNs(), world.truth().wallMs());
        return StartUp.from(disk.stores(), IDENTITY, now);
    }

    static PumpHardware hardware(World world) {
        SimulatedHardware hardware = world.hardware();
        return new PumpHardware(hardware, hardware, hardware, hardware);
    }

    PumpLoop loop() {
        return loop;
    }

    TimedRecorder recorder() {
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
