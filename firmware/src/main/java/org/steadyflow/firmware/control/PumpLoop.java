package org.steadyflow.firmware.control;

import java.util.List;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.MotorCommand;

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
    private PumpState state;

    public PumpLoop(
            PumpHardware hardware,
            PumpController controller,
            Recorder recorder,
            CommandInbox inbox,
            TickSink observer,
            PumpState initial) {
        this.hardware = hardware;
        this.controller = controller;
        this.recorder = recorder;
        this.inbox = inbox;
        this.observer = observer;
        this.state = initial;
    }

    /** Read, decide, move, show, record; the gate last: a tick that did not finish does not keep the motor powered. */
    public TickRecord tick() {
        List<Command> commands = inbox.drain();
        TickInput input = new TickInput(hardware.sensors().read(), commands, recorder.granted());
        TickRecord record = controller.step(state, input);
        state = record.after();
        hardware.motor().apply(record.command());
        if (record.trustPosition()) {
            hardware.motor().trustPosition();
        }
        hardware.annunciator().show(record.signal());
        recorder.offer(input, record);
        observer.offer(input, record);
        inbox.tell(record);
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
