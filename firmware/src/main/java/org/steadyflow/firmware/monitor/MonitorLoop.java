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
    private static final String NOT_KEPT = "The monitor cannot keep this envelope: its storage does not work.";

    private final MonitorHardware hardware;
    private final ControlPort control;
    private final OperatorMailbox operator;
    private final MonitorStore store;
    private final StoreRhythm rhythm = new StoreRhythm();
    private MonitorState state;
    private byte[] envelope;
    private boolean sounds;
    /** An envelope in force whose image is on its way; the person waits for that. */
    private Optional<OperatorMailbox.Handed> waiting = Optional.empty();

    private long keptAs;

    /** @param seed any number, another one for each start */
    public MonitorLoop(
            MonitorHardware hardware, ControlPort control, OperatorMailbox operator, MonitorStore store, long seed) {
        this.hardware = hardware;
        this.control = control;
        this.operator = operator;
        this.store = store;
        MonitorState fresh = MonitorState.start(seed, hardware.sensors().read().monotonicNs());
        Optional<byte[]> image = store.read();
        if (image.isEmpty()) {
            state = fresh;
            envelope = NO_ENVELOPE;
            return;
        }
        switch (KeptState.read(image.get(), operator.pharmacy())) {
            case KeptState.Reading.Whole(KeptState.Restored kept) -> {
                state = fresh.with(kept.latch(), kept.books(), kept.angle());
                envelope = kept.envelope();
            }
            case KeptState.Reading.Damaged _ -> {
                state = fresh.in(Mode.TRIPPED, Cause.MEMORY_LOST);
                envelope = NO_ENVELOPE;
            }
        }
    }

    /** Read, hear, decide, tell, keep; the switch last. */
    public void cycle() {
        MonitorSample sample = hardware.sensors().read();
        Optional<OperatorMailbox.Handed> handed = operator.takeHanded();
        Optional<OperatorMailbox.Seen> seen = operator.takeSeen();
        MonitorInput input = new MonitorInput(
                sample, pulses(), handed.map(OperatorMailbox.Handed::envelope), seen.map(OperatorMailbox.Seen::trip));
        MonitorState before = state;
        MonitorRecord record = MonitorCore.step(before, input);
        state = record.after();
        take(handed, record.taking());
        operator.tell(state);
        seen.ifPresent(one -> one.answer(state));
        control.send(Frames.question(state, sample, store.fails()));
        if (record.buzzer() != sounds) {
            sounds = record.buzzer();
            hardware.buzzer().sound(sounds);
        }
        keep(before.cycleNs() == 0 || isNews(before, state) || record.taking() == Taking.TAKEN);
        answerKept();
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

    private void take(Optional<OperatorMailbox.Handed> handed, Taking taking) {
        if (handed.isEmpty()) {
            return;
        }
        if (taking == Taking.TAKEN) {
            envelope = handed.get().bytes();
            waiting.ifPresent(overtaken -> overtaken.answer(NOT_KEPT));
            waiting = handed;
        } else {
            handed.get().answer(taking.sentence());
        }
    }

    /**
     * What must outlive a loss of power at once, as the first image does, which shows whether any can: a trip, its end,
     * and which envelope is in force or used up.
     */
    private static boolean isNews(MonitorState before, MonitorState after) {
        return before.trips() != after.trips()
                || before.mode().isLatched() != after.mode().isLatched()
                || before.envelopeId() != after.envelopeId()
                || before.books().said() != after.books().said();
    }

    private void keep(boolean isNew) {
        if (rhythm.isDue(state, isNew)) {
            keptAs = store.keep(KeptState.of(envelope, state));
        }
    }

    /** An envelope counts as taken once it outlives a loss of power. */
    private void answerKept() {
        if (waiting.isEmpty()) {
            return;
        }
        if (store.durable() >= keptAs) {
            waiting.get().answer(OperatorMailbox.TAKEN);
            waiting = Optional.empty();
        } else if (store.fails()) {
            waiting.get().answer(NOT_KEPT);
            waiting = Optional.empty();
        }
    }
}
