package org.steadyflow.firmware.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.MonitorSample;

/**
 * One cycle after the other. Who calls {@link #cycle} decides what time is: a real-time thread, the simulation, the
 * paced demo. The switch gets its edge last, so that a cycle that did not finish does not keep the motor powered. One
 * thread.
 */
public final class MonitorLoop {
    private static final byte[] NO_ENVELOPE = new byte[0];

    private final MonitorHardware hardware;
    private final ControlPort control;
    private final OperatorMailbox operator;
    private final MonitorStore store;
    private final StoreRhythm rhythm = new StoreRhythm();
    private MonitorState state;
    private byte[] envelope;
    private boolean sounds;

    /** @param seed any number, another one for each start */
    public MonitorLoop(
            MonitorHardware hardware, ControlPort control, OperatorMailbox operator, MonitorStore store, long seed) {
        this.hardware = hardware;
        this.control = control;
        this.operator = operator;
        this.store = store;
        MonitorState fresh = MonitorState.start(seed, hardware.sensors().read().monotonicNs());
        Optional<KeptState.Restored> kept = store.read().flatMap(image -> KeptState.read(image, operator.pharmacy()));
        this.state = kept.map(restored -> fresh.with(restored.account(), restored.angle()))
                .orElse(fresh);
        this.envelope = kept.map(KeptState.Restored::envelope).orElse(NO_ENVELOPE);
    }

    /** Read, hear, decide, tell, keep; the switch last. */
    public void cycle() {
        MonitorSample sample = hardware.sensors().read();
        Optional<OperatorMailbox.Handed> handed = operator.takeHanded();
        MonitorInput input = new MonitorInput(
                sample, pulses(), handed.map(OperatorMailbox.Handed::envelope), operator.takeAcknowledged());
        MonitorRecord record = MonitorCore.step(state, input);
        state = record.after();
        handed.ifPresent(given -> answer(given, record.tookEnvelope()));
        control.send(Frames.question(state, sample));
        if (record.buzzer() != sounds) {
            sounds = record.buzzer();
            hardware.buzzer().sound(sounds);
        }
        keep(handed.isPresent());
        switch (record.act()) {
            case KICK -> hardware.power().kick();
            case CUT -> hardware.power().cut();
            case LEAVE -> {}
        }
    }

    /** Cuts the motor's power: what is left to do when a cycle has failed. */
    public void cut() {
        hardware.power().cut();
    }

    /** The state after the last cycle. */
    public MonitorState state() {
        return state;
    }

    private List<Pulse> pulses() {
        List<byte[]> frames = control.received();
        if (frames.isEmpty()) {
            return List.of();
        }
        List<Pulse> pulses = new ArrayList<>(frames.size());
        for (byte[] frame : frames) {
            Frames.answer(frame).ifPresent(pulses::add);
        }
        return pulses;
    }

    private void answer(OperatorMailbox.Handed given, boolean taken) {
        if (taken) {
            envelope = given.bytes();
        }
        given.answer(taken);
    }

    private void keep(boolean isNew) {
        if (state.account().isPresent() && state.shaft().known() && rhythm.isDue(state, isNew)) {
            store.keep(
                    KeptState.of(envelope, state.account().get(), state.shaft().angle()));
        }
    }
}
