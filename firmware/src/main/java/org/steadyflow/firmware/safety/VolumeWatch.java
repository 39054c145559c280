package org.steadyflow.firmware.safety;

import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;

/**
 * The encoder against what was commanded and against what the prescribed rate would have given.
 *
 * @param turn where shaft and driver stood when the shaft last came a count of the encoder further than ever before in
 *     this flow: an encoder that jumps back and forth shows no turn
 * @param stalled the driver steps and the shaft does not follow; holds until flow is stopped
 * @param flow the half minute of flow that runs
 * @param shaft shaft travel in the half minutes before, microsteps
 * @param commanded commanded travel in the same, microsteps
 * @param wanted what the prescribed rate gives in the same, nanolitres
 */
record VolumeWatch(Turn turn, boolean stalled, Flow flow, Window shaft, Window commanded, Window wanted) {
    /** The shaft may be this far beyond its command, nanolitres. */
    static final long OVER_NL = 50_000;
    /** The driver may step this far without the shaft turning, nanolitres: a tenth of a turn of the motor. */
    static final long STALL_NL = 10_000;
    /** Tolerance over a quarter of an hour. */
    static final long TOLERANCE_PERCENT = 10;

    private static final long ONE_COUNT_MICROSTEPS = 12;

    static final VolumeWatch START =
            new VolumeWatch(new Turn(0, 0), false, Flow.NONE, Window.EMPTY, Window.EMPTY, Window.EMPTY);

    /** Positions at the shaft's last turn, microsteps. */
    record Turn(long shaft, long drive) {}

    /**
     * Flow since the half minute began.
     *
     * @param ns time of flow, nanoseconds; -1 for no flow
     * @param rate the rate now
     * @param rateNs time at this rate
     * @param wantedNl what the rates before it gave
     */
    record Flow(long ns, long shaftAtStart, long commandedAtStart, FlowRate rate, long rateNs, long wantedNl) {
        static final Flow NONE = new Flow(-1, 0, 0, FlowRate.ZERO, 0, 0);

        static Flow startingAt(Situation situation) {
            return new Flow(0, situation.shaftTravel(), situation.commandedTravel(), situation.rate(), 0, 0);
        }

        boolean isNone() {
            return ns < 0;
        }

        Flow plus(FlowRate nowRate, long stepNs) {
            return nowRate.equals(rate)
                    ? new Flow(ns + stepNs, shaftAtStart, commandedAtStart, rate, rateNs + stepNs, wantedNl)
                    : new Flow(ns + stepNs, shaftAtStart, commandedAtStart, nowRate, stepNs, wanted());
        }

        long wanted() {
            return wantedNl + rate.volumeIn(rateNs).nanolitres();
        }
    }

    VolumeWatch next(Situation situation, MicrostepVolume microstep, long stepNs) {
        if (!situation.flowing()) {
            return flow.isNone() && turn.drive() == situation.driveTravel() ? this : atRest(situation);
        }
        if (flow.isNone()) {
            return atRest(situation).withFlow(Flow.startingAt(situation));
        }
        Turn nextTurn = situation.shaftTravel() - turn.shaft() >= ONE_COUNT_MICROSTEPS
                ? new Turn(situation.shaftTravel(), situation.driveTravel())
                : turn;
        boolean stuck =
                microstep.volumeOf(situation.driveTravel() - nextTurn.drive()).nanolitres() > STALL_NL;
        Flow now = flow.plus(situation.rate(), stepNs);
        VolumeWatch next = new VolumeWatch(nextTurn, stalled || stuck, now, shaft, commanded, wanted);
        return now.ns() >= Window.BUCKET_NS ? next.closeBucket(situation) : next;
    }

    /** The shaft is beyond its command, or gave more than a tenth too much over a quarter of an hour. */
    boolean over(Situation situation, MicrostepVolume microstep) {
        long beyond = situation.shaftTravel() - situation.commandedTravel();
        return (beyond > 0 && microstep.volumeOf(beyond).nanolitres() > OVER_NL)
                || (shaft.isFull() && shaft.sum() * 100 > commanded.sum() * (100 + TOLERANCE_PERCENT) + 100);
    }

    /** Less than nine tenths of the prescribed flow over a quarter of an hour. */
    boolean slow(MicrostepVolume microstep) {
        return shaft.isFull()
                && microstep.volumeOf(shaft.sum()).nanolitres() * 100 < wanted.sum() * (100 - TOLERANCE_PERCENT);
    }

    private VolumeWatch atRest(Situation situation) {
        Turn here = new Turn(situation.shaftTravel(), situation.driveTravel());
        return new VolumeWatch(here, false, Flow.NONE, Window.EMPTY, Window.EMPTY, Window.EMPTY);
    }

    private VolumeWatch withFlow(Flow next) {
        return new VolumeWatch(turn, stalled, next, shaft, commanded, wanted);
    }

    private VolumeWatch closeBucket(Situation situation) {
        return new VolumeWatch(
                turn,
                stalled,
                Flow.startingAt(situation),
                shaft.push(situation.shaftTravel() - flow.shaftAtStart()),
                commanded.push(situation.commandedTravel() - flow.commandedAtStart()),
                wanted.push(flow.wanted()));
    }
}
