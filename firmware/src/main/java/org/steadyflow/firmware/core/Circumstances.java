package org.steadyflow.firmware.core;

import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.safety.Observation;
import org.steadyflow.firmware.safety.Outlook;
import org.steadyflow.firmware.safety.Situation;
import org.steadyflow.firmware.safety.Standing;
import org.steadyflow.firmware.safety.TherapyTraits;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Tells safety what it needs to know of the state beside the sample. */
final class Circumstances {
    private static final long NS_PER_MS = 1_000_000;
    /** Flow that has been due for this long without authority is an alarm. */
    private static final long STARVED_NS = 300_000_000L;
    /** What the encoder cannot resolve, at the container's beginning and now. */
    private static final long CONTAINER_SLACK_MICROSTEPS = 2 * MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    private final PumpSetup setup;
    private final Parts parts;

    Circumstances(PumpSetup setup, Parts parts) {
        this.setup = setup;
        this.parts = parts;
    }

    Observation observe(PumpState state, SensorSample sample, boolean storeFailed, long stepNs) {
        boolean flowing = parts.wantsFlow(state, sample.motor());
        return new Observation(
                sample,
                situation(state, sample.motor(), flowing),
                standing(state, sample.motor(), storeFailed, flowing),
                setup.microstep(),
                stepNs);
    }

    private Situation situation(PumpState state, MotorSample motor, boolean flowing) {
        boolean armed = state.phase().isArmed();
        long shaft = state.shaft().lower(motor);
        return new Situation(
                armed,
                flowing,
                state.flags().freshLine(),
                flowing ? TherapyPlanner.rateAt(state.segment(), state.progress()) : FlowRate.ZERO,
                state.commandedTravel(),
                shaft,
                motor.driveMicrosteps() - state.shaft().anchorMicrosteps(),
                armed ? containerLeft(state, shaft) : 0,
                armed ? state.order().orElseThrow().prescription().limits() : LineLimits.USUAL,
                traits(state),
                false); // the mechanism is the cassette
    }

    private long containerLeft(PumpState state, long shaft) {
        long hungNl = state.course().containerNl();
        Volume gives = hungNl > 0
                ? new Volume(hungNl)
                : state.order().orElseThrow().prescription().container().usable();
        long usable = setup.microstep().microstepsIn(gives);
        return usable + CONTAINER_SLACK_MICROSTEPS - (shaft - state.course().containerStart());
    }

    private static TherapyTraits traits(PumpState state) {
        if (state.order().isEmpty()) {
            return TherapyTraits.USUAL;
        }
        Prescription prescription = state.order().get().prescription();
        boolean expiryStops = state.line().hang().map(HangWatch::stops).orElse(false);
        return new TherapyTraits(prescription.lifeSustaining(), airRules(prescription.route()), expiryStops);
    }

    private static boolean airRules(Route route) {
        return switch (route) {
            case INTRAVENOUS_PERIPHERAL, INTRAVENOUS_CENTRAL -> true;
            case SUBCUTANEOUS, EPIDURAL, ENTERAL -> false;
        };
    }

    private Standing standing(PumpState state, MotorSample motor, boolean storeFailed, boolean flowing) {
        Clocks clocks = state.clocks();
        Phase phase = state.phase();
        long inPhaseNs = clocks.tickNs() - clocks.phaseNs();
        return new Standing(
                state.flags().complete(),
                flowing && phase == Phase.WAITING && isAfterEnd(state),
                isHalted(state) ? inPhaseNs : 0,
                phase == Phase.READY ? inPhaseNs : 0,
                state.flags().doseMissed() || (phase.isArmed() && state.course().overdueTold()),
                state.contradictsLedger(motor),
                storeFailed,
                state.grants().isPending() ? clocks.tickNs() - state.grants().askedNs() : 0,
                clocks.starvedNs() > STARVED_NS,
                state.flags().volumeUnsure(),
                state.flags().clockUnsure(),
                setup.pharmacyExpected() ? (clocks.tickNs() - clocks.presenceNs()) / setup.pace() : 0,
                outlook(state, motor, flowing));
    }

    private Outlook outlook(PumpState state, MotorSample motor, boolean flowing) {
        long awaitedForNs = personAwaitedForNs(state);
        boolean doseLimitReached = isDoseLimitReached(state);
        boolean drugExpired = state.phase().isArmed()
                && state.line().hang().map(HangWatch::isOver).orElse(false);
        boolean isAnything = flowing || awaitedForNs > 0 || doseLimitReached || drugExpired;
        if (!isAnything) {
            return Outlook.NOTHING;
        }
        return new Outlook(
                // the rate of a dose on request says nothing of the time that is left
                flowing && !Parts.isBolus(state.segment()) ? timeLeftNs(state, motor) : Outlook.NEVER,
                Outlook.NEAR_END_NS,
                flowing ? keepOpenLeftNs(state, motor) : Outlook.NEVER,
                awaitedForNs,
                doseLimitReached,
                drugExpired);
    }

    private static long personAwaitedForNs(PumpState state) {
        if (state.phase() != Phase.WAITING || !Waits.waitsForPerson(state)) {
            return 0;
        }
        Clocks clocks = state.clocks();
        long dueMs = state.course().dueWallMs();
        long inPhaseNs = clocks.tickNs() - clocks.phaseNs();
        // of a dose that is due, since it is; of any other prompt, since the pump waits
        return dueMs == 0 ? inPhaseNs : Math.min(Math.max(clocks.wallMs() - dueMs, 0) * NS_PER_MS, inPhaseNs);
    }

    private static boolean isDoseLimitReached(PumpState state) {
        return state.boluses().cappedAtMs() != BolusLog.NEVER
                && state.phase().isArmed()
                && state.order().orElseThrow().prescription().regimen() instanceof Regimen.PatientControlled regimen
                && state.boluses().isCapReached(regimen, state.clocks().upMs());
    }

    /**
     * Until the last dose or the container is at its end. Nothing is near its end before half of it is in: of a short
     * infusion it would be said with its first drop.
     */
    private long timeLeftNs(PumpState state, MotorSample motor) {
        long shaft = state.shaft().lower(motor);
        long inContainer = containerLeft(state, shaft);
        long left = shaft - state.course().containerStart() < inContainer ? Long.MAX_VALUE : inContainer;
        boolean isLastDose = state.phase() == Phase.INFUSING
                && state.order()
                        .orElseThrow()
                        .program()
                        .isAllDeliveredAt(state.course().part() + 1);
        if (isLastDose) {
            long inDose = parts.endTravelOf(state) - shaft;
            left = state.partTravel(motor) < inDose ? left : Math.min(left, inDose);
        }
        return timeFor(state.segment().rate(), left);
    }

    private long keepOpenLeftNs(PumpState state, MotorSample motor) {
        boolean keepsOpen = state.phase() == Phase.WAITING && isAfterEnd(state);
        return keepsOpen ? segmentLeftNs(state, motor) : Outlook.NEVER;
    }

    private long segmentLeftNs(PumpState state, MotorSample motor) {
        return timeFor(
                state.segment().rate(), parts.endTravelOf(state) - state.shaft().lower(motor));
    }

    private long timeFor(FlowRate rate, long microsteps) {
        if (microsteps == Long.MAX_VALUE) {
            return Outlook.NEVER;
        }
        return microsteps <= 0
                ? 0
                : rate.durationFor(setup.microstep().volumeOf(microsteps)).toNanos();
    }

    /** Paused, or stopped by an alarm that is over: a stop that is still alarmed needs no second alarm. */
    private static boolean isHalted(PumpState state) {
        return state.phase() == Phase.PAUSED
                || (state.phase() == Phase.STOPPED
                        && state.safety().board().strongestStop().isEmpty());
    }

    private static boolean isAfterEnd(PumpState state) {
        return state.order()
                .orElseThrow()
                .program()
                .isAllDeliveredAt(state.course().part());
    }
}
