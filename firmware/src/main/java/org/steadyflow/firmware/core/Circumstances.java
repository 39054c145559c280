package org.steadyflow.firmware.core;

import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.safety.Observation;
import org.steadyflow.firmware.safety.Outlook;
import org.steadyflow.firmware.safety.ReverseRoom;
import org.steadyflow.firmware.safety.Situation;
import org.steadyflow.firmware.safety.Standing;
import org.steadyflow.firmware.safety.TherapyTraits;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Flow;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Exact;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Tells safety what it needs to know of the state beside the sample. */
final class Circumstances {
    private static final long NS_PER_MS = 1_000_000;
    /** Flow that has been due for this long without authority is an alarm. */
    private static final long STARVED_NS = 300_000_000L;
    /** What the encoder cannot resolve, at the container's beginning and now: this many counts. */
    private static final long CONTAINER_SLACK_COUNTS = 2;

    /**
     * 25 uL for each millimetre of the bore. At 60 mL play is 0.06 mL, and friction of up to 270 mmHg turns round over
     * a compliance of up to 1.1 uL/mmHg: 0.65 mL. Friction goes with one over the bore and compliance with its area, so
     * their product goes with the bore.
     */
    private static final long IDLE_NL_PER_BORE = 250;

    private final PumpSetup setup;
    private final Parts parts;
    private final LibraryDesk library;

    Circumstances(PumpSetup setup, Parts parts, LibraryDesk library) {
        this.setup = setup;
        this.parts = parts;
        this.library = library;
    }

    Observation observe(PumpState state, SensorSample sample, StoreHealth stores, long stepNs) {
        boolean flowing = parts.wantsFlow(state, sample.motor());
        Situation situation = situation(state, sample.motor(), flowing);
        return new Observation(
                sample, situation, standing(state, sample.motor(), stores, situation), setup.microstep(), stepNs);
    }

    private Situation situation(PumpState state, MotorSample motor, boolean flowing) {
        boolean armed = state.phase().isArmed();
        long shaft = state.shaft().lower(motor);
        return new Situation(
                armed,
                flowing,
                state.flags().doorAndKeys().freshLine(),
                flowing ? TherapyPlanner.rateAt(state.segment(), state.progress()) : FlowRate.ZERO,
                state.commandedTravel(),
                shaft,
                state.shaft().driveTravel(motor),
                armed ? containerLeft(state, shaft) : 0,
                armed ? state.order().orElseThrow().prescription().limits() : LineLimits.USUAL,
                traits(state),
                setup.mechanism() instanceof Mechanism.Syringe,
                state.safety().relief().isActive() ? reverseRoom(state, shaft) : ReverseRoom.NONE);
    }

    /**
     * No more than the container gave, so that nothing is drawn into it that it did not hold. A ramp is not turned back
     * beyond its own beginning: what came before it has no place in its flow.
     */
    private ReverseRoom reverseRoom(PumpState state, long shaft) {
        if (state.order().isEmpty()) {
            return ReverseRoom.NONE;
        }
        Course course = state.course();
        long sinceContainer = shaft - course.containerStart();
        long sincePart = shaft + state.countOffset() - course.partStart();
        boolean isRamp = state.segment().flow() instanceof Flow.Ramp;
        return new ReverseRoom(
                state.grants()
                        .reverse(
                                state.order().get().tag(),
                                course.part(),
                                state.safety().relief().fromMicrosteps()),
                Math.max(isRamp ? Math.min(sinceContainer, sincePart) : sinceContainer, 0),
                idle(setup.mechanism()),
                setup.mechanism().mostRate(),
                mayRestart(state));
    }

    private boolean mayRestart(PumpState state) {
        Prescription prescription = state.order().orElseThrow().prescription();
        return state.phase() == Phase.STOPPED
                && prescription.limits().restartsAfterOcclusion()
                && library.obstacleToRun(prescription).isEmpty();
    }

    /** A cassette takes back at once; a syringe's screw has play, and the stopper's friction turns round first. */
    private static Volume idle(Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.Cassette _ -> Volume.ZERO;
            case Mechanism.Syringe syringe -> new Volume(syringe.boreHundredthsMm() * IDLE_NL_PER_BORE);
        };
    }

    private long containerLeft(PumpState state, long shaft) {
        long hungNl = state.course().containerNl();
        Volume gives = hungNl > 0
                ? new Volume(hungNl)
                : state.order().orElseThrow().prescription().container().usable();
        long usable = setup.microstep().microstepsIn(gives);
        long slack = CONTAINER_SLACK_COUNTS * state.shaft().scale().countMicrosteps();
        return usable + slack - (shaft - state.course().containerStart());
    }

    private static TherapyTraits traits(PumpState state) {
        if (state.order().isEmpty()) {
            return TherapyTraits.USUAL;
        }
        Prescription prescription = state.order().get().prescription();
        boolean expiryStops = state.line().hang().map(HangWatch::stops).orElse(false);
        boolean airRules = airRules(prescription.route());
        return prescription.lifeSustaining() || !airRules || expiryStops
                ? new TherapyTraits(prescription.lifeSustaining(), airRules, expiryStops)
                : TherapyTraits.USUAL;
    }

    private static boolean airRules(Route route) {
        return switch (route) {
            case INTRAVENOUS_PERIPHERAL, INTRAVENOUS_CENTRAL -> true;
            case SUBCUTANEOUS, EPIDURAL, ENTERAL -> false;
        };
    }

    private Standing standing(PumpState state, MotorSample motor, StoreHealth stores, Situation situation) {
        Clocks clocks = state.clocks();
        Phase phase = state.phase();
        long inPhaseNs = clocks.tickNs() - clocks.phaseNs();
        long pendingNs =
                state.grants().isPending() ? clocks.tickNs() - state.grants().askedNs() : 0;
        return new Standing(
                state.flags().complete(),
                situation.flowing() && phase == Phase.WAITING && isAfterEnd(state),
                isHalted(state) ? inPhaseNs : 0,
                phase == Phase.READY ? inPhaseNs : 0,
                state.flags().doseMissed() || (phase.isArmed() && state.course().overdueTold()),
                state.contradictsLedger(motor),
                stores.journalFailed(),
                stores.copyFailed(),
                Math.max(pendingNs, stores.behindNs()),
                clocks.starvedNs() > STARVED_NS,
                state.flags().volumeUnsure(),
                state.flags().clockUnsure(),
                state.flags().restartsTooOften(),
                setup.pharmacyExpected() ? (clocks.tickNs() - clocks.presenceNs()) / setup.pace() : 0,
                outlook(state, motor, situation));
    }

    private Outlook outlook(PumpState state, MotorSample motor, Situation situation) {
        long personAwaitedForNs = personAwaitedForNs(state);
        boolean doseLimitReached = isDoseLimitReached(state);
        boolean drugExpired = state.phase().isArmed()
                && state.line().hang().map(HangWatch::isOver).orElse(false);
        // the rate of a dose on request says nothing of the time that is left
        boolean isTimed = situation.flowing() && !Parts.isBolus(state.segment());
        long timeLeftNs = isTimed ? timeLeftNs(state, motor, situation) : Outlook.NEVER;
        long keepOpenLeftNs = situation.flowing() ? keepOpenLeftNs(state, motor) : Outlook.NEVER;
        boolean isNothing = timeLeftNs == Outlook.NEVER && keepOpenLeftNs == Outlook.NEVER;
        return isNothing && personAwaitedForNs == 0 && !doseLimitReached && !drugExpired
                ? Outlook.NOTHING
                : new Outlook(
                        timeLeftNs,
                        nearEndNs(state),
                        keepOpenLeftNs,
                        personAwaitedForNs,
                        doseLimitReached,
                        drugExpired);
    }

    private static long nearEndNs(PumpState state) {
        return state.order()
                .map(order -> order.prescription().limits().nearEnd().toNanos())
                .orElse(Outlook.NEAR_END_NS);
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
     * Until the last dose, with all of its steps, or the container is at its end. Nothing is near its end before half
     * of it is in: of a short infusion it would be said with its first drop.
     */
    private long timeLeftNs(PumpState state, MotorSample motor, Situation situation) {
        long shaft = situation.shaftTravel();
        long left = moreThanHalfIn(shaft - state.course().containerStart(), situation.containerLeftMicrosteps());
        long containerNs = timeFor(situation.rate(), left);
        return state.phase() == Phase.INFUSING ? Math.min(containerNs, doseLeftNs(state, motor, shaft)) : containerNs;
    }

    private long doseLeftNs(PumpState state, MotorSample motor, long shaft) {
        int part = state.course().part();
        long restNs = state.program().restNs(part + 1);
        if (restNs > Outlook.NEAR_END_MOST_NS) {
            return Outlook.NEVER;
        }
        long given = state.partTravel(motor);
        long left = parts.endTravelOf(state) - shaft;
        boolean isHalfIn = restNs == 0 ? given >= left : isHalfIn(state, part, given);
        long partNs = isHalfIn ? partLeftNs(state, left) : Outlook.NEVER;
        return partNs == Outlook.NEVER ? Outlook.NEVER : partNs + restNs;
    }

    private boolean isHalfIn(PumpState state, int part, long given) {
        long givenNl = setup.microstep().volumeOf(Math.max(given, 0)).nanolitres()
                + state.program().deliveredBefore(part).nanolitres();
        return givenNl >= state.program().volumeToInfuse().nanolitres() / 2;
    }

    private long partLeftNs(PumpState state, long left) {
        return switch (state.segment().flow()) {
            case Flow.Constant constant -> timeFor(constant.rate(), left);
            case Flow.Ramp ramp ->
                Math.max(ramp.lasting().toNanos() - state.progress().elapsedNs(), 0);
        };
    }

    /** What is left of a volume, in microsteps, {@link Long#MAX_VALUE} before half of it is in. */
    private static long moreThanHalfIn(long given, long left) {
        return given < left ? Long.MAX_VALUE : left;
    }

    private long keepOpenLeftNs(PumpState state, MotorSample motor) {
        boolean keepsOpen = state.phase() == Phase.WAITING && isAfterEnd(state);
        return keepsOpen
                ? timeFor(
                        state.segment().rate(),
                        parts.endTravelOf(state) - state.shaft().lower(motor))
                : Outlook.NEVER;
    }

    /** Never for what lies beyond every warning: to divide in each tick of days would cost a tenth of the tick. */
    private long timeFor(FlowRate rate, long microsteps) {
        if (microsteps == Long.MAX_VALUE) {
            return Outlook.NEVER;
        }
        Volume left = setup.microstep().volumeOf(Math.max(microsteps, 0));
        boolean isFar =
                Exact.compareProducts(left.nanolitres(), rate.perNs(), rate.nanolitres(), Outlook.NEAR_END_MOST_NS) > 0;
        return isFar ? Outlook.NEVER : rate.durationFor(left).toNanos();
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
