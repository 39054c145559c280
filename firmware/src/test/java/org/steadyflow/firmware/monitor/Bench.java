package org.steadyflow.firmware.monitor;

import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;

/** A monitor's state on a bench: a shaft that a hand turns, a rail that obeys, a control that answers. */
final class Bench {
    static final long MS = 1_000_000L;
    static final long CYCLE_MS = 20;
    static final long UL = 1_000L;
    static final long ML = 1_000_000L;

    /** Of a cassette: 100 mL/h, 10 mL, no doses on request. */
    static final Envelope ENVELOPE = new Envelope(7, ML, 1, 100 * ML, 10 * ML, 100 * ML, 0, 0, 100 * ML, 2 * ML);

    private static final long SESSION = 42;
    private static final double COUNTS_PER_NL = 4_096.0 / ML;
    private static final long RAIL_HOLDS_NS = 250 * MS;

    MonitorState state = MonitorState.start(1, 0);
    Act act = Act.LEAVE;
    boolean buzzer;
    long nowNs;

    /** Shaft position, nanolitres of nominal volume in control's coordinate. */
    double shaftNl = 5_000_000;

    AngleStatus angle = AngleStatus.SEEN;
    boolean stopKey;
    boolean answers = true;
    /** The switch no longer opens. */
    boolean welded;
    /** The switch no longer closes. */
    boolean broken;
    /** Added to the answer's sum: an answer that is not right. */
    long lie;

    /** Control calls for the buzzer. */
    boolean calls;

    long session = SESSION;
    long tick;
    boolean tickStands;
    long order = ENVELOPE.id();
    int yield = 1_000_000;
    /** What control holds a turn of the magnet for. */
    long turnNl = ML;

    long authority = 1;
    long endNl = Long.MAX_VALUE / 4_000_000;
    long floorNl = -endNl;
    /** What control's own encoder is off by. */
    long encoderOffNl;

    Optional<Envelope> toHand = Optional.empty();
    boolean toAcknowledge;
    private Optional<Integer> seenTrip = Optional.empty();
    Taking taking = Taking.NONE;

    private long kickedNs = -RAIL_HOLDS_NS - 1;
    private long cutNs = Long.MAX_VALUE;
    private long cycles;

    /** An armed monitor with the envelope in force. */
    static Bench armed() {
        Bench bench = new Bench();
        bench.run(600);
        bench.toHand = Optional.of(ENVELOPE);
        bench.run(1_500);
        return bench;
    }

    /** Turns the shaft at this rate for so long. */
    void flow(double mlPerH, long ms) {
        for (long at = 0; at < ms; at += CYCLE_MS) {
            shaftNl += mlPerH * 1e6 / 3_600_000 * CYCLE_MS;
            cycle();
        }
    }

    void acknowledge(int trip) {
        toAcknowledge = true;
        seenTrip = Optional.of(trip);
        cycle();
    }

    void run(long ms) {
        flow(0, ms);
    }

    boolean railUp() {
        boolean isCut = cutNs != Long.MAX_VALUE && nowNs - cutNs >= 20 * MS;
        boolean isClosed = nowNs - kickedNs <= RAIL_HOLDS_NS && !isCut && !broken;
        return !stopKey && (welded || isClosed);
    }

    MonitorSample sample() {
        int counts = Math.floorMod((long) Math.floor(shaftNl * COUNTS_PER_NL), MonitorSample.COUNTS_PER_TURN);
        return new MonitorSample(nowNs, angle, counts, stopKey, railUp());
    }

    void cycle() {
        nowNs += CYCLE_MS * MS;
        cycles++;
        boolean ticked = cycles % 5 == 0 || cycles % 5 == 3;
        List<Pulse> pulses = answers && ticked ? List.of(pulse()) : List.of();
        MonitorRecord record = MonitorCore.step(
                state,
                new MonitorInput(
                        sample(),
                        pulses,
                        toHand,
                        toAcknowledge ? Optional.of(seenTrip.orElse(state.trips())) : Optional.empty()));
        state = record.after();
        act = record.act();
        buzzer = record.buzzer();
        taking = record.taking();
        toHand = Optional.empty();
        toAcknowledge = false;
        seenTrip = Optional.empty();
        switch (act) {
            case KICK -> {
                kickedNs = nowNs;
                cutNs = Long.MAX_VALUE;
            }
            case CUT -> cutNs = Math.min(cutNs, nowNs);
            case LEAVE -> {}
        }
    }

    Pulse pulse() {
        tick += tickStands ? 0 : 1;
        long flow = Challenge.expectedFlow(state.beat().challenge());
        long shaft = (long) Math.floor(shaftNl) + encoderOffNl;
        long question = state.beat().question();
        long[] fields = {session, question, tick, order, turnNl, 1, 1, 0, shaft, yield, authority, endNl, floorNl};
        long sum = flow;
        for (long field : fields) {
            sum = Challenge.mix(sum, field);
        }
        return new Pulse(
                session, question, tick, order, turnNl, 1, 1, 0, shaft, yield, authority, endNl, floorNl, calls, flow,
                sum + lie);
    }

    Mode mode() {
        return state.mode();
    }

    Cause cause() {
        return state.cause();
    }
}
