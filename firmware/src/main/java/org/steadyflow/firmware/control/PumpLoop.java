package org.steadyflow.firmware.control;

import java.util.List;
import org.steadyflow.firmware.control.MonitorLink.Stage;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;

/**
 * One tick after the other. Who calls {@link #tick} decides what time is: a real-time thread, the simulation, the paced
 * demo. One thread.
 */
public final class PumpLoop {
    private final PumpHardware hardware;
    private final PumpController controller;
    private final Recorder recorder;
    private final CommandInbox inbox;
    private final TickSink observer;
    private final MonitorLink monitor;
    private PumpState state;

    public PumpLoop(
            PumpHardware hardware,
            PumpController controller,
            Recorder recorder,
            CommandInbox inbox,
            TickSink observer,
            PumpState initial) {
        this(hardware, controller, recorder, inbox, observer, MonitorLink.NONE, initial);
    }

    /** With the way to its monitor. */
    public PumpLoop(
            PumpHardware hardware,
            PumpController controller,
            Recorder recorder,
            CommandInbox inbox,
            TickSink observer,
            MonitorLink monitor,
            PumpState initial) {
        this.hardware = hardware;
        this.controller = controller;
        this.recorder = recorder;
        this.inbox = inbox;
        this.observer = observer;
        this.monitor = monitor;
        this.state = initial;
    }

    /**
     * Read, decide, move, show, record; the monitor's question and the gate last: a tick that did not finish does not
     * keep the motor powered.
     */
    public TickRecord tick() {
        List<Command> commands = inbox.drain();
        SensorSample sample = monitor.hear(hardware.sensors().read());
        TickInput input = new TickInput(sample, commands, recorder.granted());
        monitor.passed(Stage.READ);
        TickRecord record = controller.step(state, input);
        state = record.after();
        monitor.passed(Stage.DECIDED);
        hardware.motor().apply(record.command());
        if (record.trustPosition()) {
            hardware.motor().trustPosition();
        }
        monitor.passed(Stage.MOVED);
        hardware.annunciator().show(record.signal());
        monitor.passed(Stage.SHOWN);
        recorder.offer(input, record);
        monitor.passed(Stage.RECORDED);
        observer.offer(input, record);
        inbox.tell(record);
        monitor.passed(Stage.TOLD);
        monitor.answer(input, record);
        hardware.gate().kick();
        return record;
    }

    /** Takes the power off the motor: what is left to do when a tick has failed. */
    public void motorOff() {
        hardware.motor().apply(MotorCommand.OFF);
    }

    /** The state after the last tick. */
    public PumpState state() {
        return state;
    }
}
