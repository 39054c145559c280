package org.steadyflow.firmware.core;

import java.util.Optional;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.firmware.safety.Relief;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

/**
 * Decides when to ask for authority and for how much: 50 uL or one second of flow ahead, whichever is larger, never
 * past the part's end, unless the shaft may already stand there. Asked anew when half is used, or when less than 1.3 s
 * of flow is left, but not before a quarter is used: so a disk that stalls for a second stops nothing up to 100 mL/h,
 * and a slow flow writes seldom. Asked at once where the motor has lost so many steps that it stands: lost steps are
 * made good only by a renewal.
 */
public final class AuthorityDesk {
    private static final Volume LEAST = Volume.ofMicrolitres(50);
    private static final long ONE_SECOND_NS = 1_000_000_000L;
    private static final long RESERVE_NS = 1_300_000_000L;
    /** A yield that is this near to the one in force changes nothing that a balance could see. */
    static final int LEAST_CHANGE_PPM = 1_000;

    private final MicrostepVolume microstep;
    private final Parts parts;
    private final Compensation compensation;

    AuthorityDesk(MicrostepVolume microstep, Parts parts, Compensation compensation) {
        this.microstep = microstep;
        this.parts = parts;
        this.compensation = compensation;
    }

    /** The record to make durable now; empty when none is needed or one is on its way. */
    Optional<Authority> want(PumpState state, MotorSample motor) {
        if (state.grants().isPending()
                || state.order().isEmpty()
                || state.lastKnown().isPresent()
                || state.contradictsLedger(motor)
                || isCountLost(motor)) {
            return Optional.empty();
        }
        Relief relief = state.safety().relief();
        if (relief.isUnderWay()) {
            return wantToRelieve(state, relief, motor);
        }
        FlowRate rate = state.segment().rate();
        // what a cut left is settled on its own first: until the driver's reset flag is cleared, a restart takes the
        // newest record's authority for lost
        boolean mayRun = motor.positionSurvived() && state.phase().isRunning() && !rate.isZero();
        return mayRun ? wantToRun(state, motor, rate) : wantToSettle(state, motor);
    }

    /** What it counted is gone and it has failed: a record made from it would tell less than was given. */
    private static boolean isCountLost(MotorSample motor) {
        return motor.driverFault() && !motor.positionSurvived();
    }

    /** Once for each relief: the motor stands, and may turn back from here. */
    private static Optional<Authority> wantToRelieve(PumpState state, Relief relief, MotorSample motor) {
        boolean isAsked = state.grants().isReverseFrom(relief.fromMicrosteps());
        return relief.wantsAuthority() && !isAsked
                ? Optional.of(record(
                        state, motor, state.shaft().scale(), state.shaft().upper(motor), relief.mostMicrosteps()))
                : Optional.empty();
    }

    private Optional<Authority> wantToRun(PumpState state, MotorSample motor, FlowRate rate) {
        long upper = state.shaft().lower(motor) + state.shaft().widthMicrosteps();
        long end = parts.endTravelOf(state) + state.shaft().widthMicrosteps();
        // it may stand a little beyond the end already, and a record must not tell less
        long reached = state.shaft().upper(motor);
        Authority durable = state.grants().durable();
        boolean covered = parts.isCovered(state);
        long left = covered ? durable.reach() - upper : 0;
        long size = microstep.microstepsIn(sizeFor(rate));
        boolean reachesEnd = covered && durable.reach() >= end;
        boolean suffices = reachesEnd || left > renewAt(rate, size);
        return suffices && !parts.fellShort(state, motor)
                ? Optional.empty()
                : Optional.of(record(
                                state,
                                motor,
                                nextScale(state, motor, covered),
                                Math.max(Math.min(upper + size, end), reached)))
                        .map(AuthorityDesk::notANote);
    }

    /**
     * A yield that is wanted begins where the shaft cannot come before its record is durable: at the end of the
     * authority that holds until then, or where the shaft stands. One bend at a time: the last one must be passed.
     */
    private Scale nextScale(PumpState state, MotorSample motor, boolean covered) {
        Scale now = state.shaft().scale();
        int wanted = compensation.wantedYield(state);
        boolean isBent = now.below() != now.above() && motor.encoderMicrosteps() < now.anchor();
        if (Math.abs(wanted - now.above()) < LEAST_CHANGE_PPM || isBent) {
            return now;
        }
        long sentTo = now.coordinateOf(state.commandedTravel());
        long allowed = covered
                ? now.coordinateOf(
                        state.grants().durable().reach() - state.shaft().widthMicrosteps())
                : sentTo;
        long stands = motor.encoderMicrosteps() + MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
        return now.bentAt(Math.max(stands, Math.max(sentTo, allowed)), wanted);
    }

    /** A last authority of just an encoder count would be taken for a note: one microstep more, which nobody wants. */
    private static Authority notANote(Authority wanted) {
        boolean looksLikeOne = wanted.authorised() - wanted.settled() - wanted.width() == wanted.noteRoom();
        return looksLikeOne ? wanted.authorisedTo(wanted.authorised() + 1) : wanted;
    }

    /** While nothing runs the ledger says where the shaft stands, and authorises nothing. */
    private Optional<Authority> wantToSettle(PumpState state, MotorSample motor) {
        Authority durable = state.grants().durable();
        long upper = state.shaft().upper(motor);
        boolean stands = state.commandedTravel() - state.shaft().lower(motor)
                        <= state.shaft().scale().countMicrosteps()
                || state.clocks().tickNs() - state.clocks().phaseNs() > ONE_SECOND_NS;
        long sinceTold = state.shaft().lower(motor) - durable.settled();
        boolean isTold = isForPart(state, durable)
                && durable.reverse() == 0
                && durable.authorised() <= upper
                && sinceTold <= durable.noteRoom()
                && state.shaft().isReferenceOf(durable.scale(), durable.width());
        Scale scale = state.shaft().scale();
        return isTold || !stands ? Optional.empty() : Optional.of(record(state, motor, scale, upper));
    }

    private static Authority record(PumpState state, MotorSample motor, Scale scale, long authorised) {
        return record(state, motor, scale, authorised, 0);
    }

    private static Authority record(PumpState state, MotorSample motor, Scale scale, long authorised, long reverse) {
        return new Authority(
                state.grants().asked().number() + 1,
                state.order().orElseThrow().tag(),
                state.course().part(),
                state.course().partStart(),
                state.shaft().lower(motor),
                state.shaft().widthMicrosteps(),
                authorised,
                scale,
                state.unsettledStops(),
                reverse);
    }

    private static boolean isForPart(PumpState state, Authority authority) {
        return authority.order() == state.order().orElseThrow().tag()
                && authority.part() == state.course().part();
    }

    /** The volume of one authority at this rate. */
    public static Volume sizeFor(FlowRate rate) {
        return LEAST.orMore(rate.volumeIn(ONE_SECOND_NS));
    }

    private long renewAt(FlowRate rate, long size) {
        long reserve = microstep.microstepsIn(rate.volumeIn(RESERVE_NS));
        return Math.min(Math.max(size / 2, reserve), size * 3 / 4);
    }
}
