package org.steadyflow.firmware.core;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.motion.PartTravel;
import org.steadyflow.firmware.therapy.Flow;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.firmware.therapy.Purpose;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/** Begins and ends the parts of a program. */
final class Parts {
    private final MicrostepVolume microstep;

    Parts(MicrostepVolume microstep) {
        this.microstep = microstep;
    }

    /** Travel at which the running part has given all of its volume, on the scale by which doses are counted. */
    long endOf(PumpState state) {
        return state.course().partStart() + travelOf(state, state.segment().volume());
    }

    /** The same on the lower bound of travel. */
    long endTravelOf(PumpState state) {
        return endOf(state) - state.countOffset();
    }

    /** Microsteps since the running part's beginning that give {@code volume}. */
    long travelOf(PumpState state, Volume volume) {
        return PartTravel.of(
                microstep, state.order().orElseThrow().program(), state.course().part(), volume);
    }

    /** What the shaft has given of the running part. */
    Volume givenOf(PumpState state, MotorSample motor) {
        return microstep.volumeOf(state.partTravel(motor));
    }

    /** Starts the program's first part where the shaft stands. */
    PumpState begin(PumpState state, MotorSample motor, List<Event> events) {
        return start(state, 0, hereOn(state, motor), motor, events);
    }

    /** Where the shaft stands on the scale by which doses are counted. */
    private static long hereOn(PumpState state, MotorSample motor) {
        return state.shaft().position(motor) + state.countOffset();
    }

    /** Goes to the next part when the running one is over; {@code startedBy} confirms a wait for a person. */
    PumpState advance(PumpState state, MotorSample motor, Optional<String> startedBy, List<Event> events) {
        return switch (state.segment()) {
            case Segment.Deliver deliver -> isGiven(state, deliver, motor) ? next(state, motor, true, events) : state;
            case Segment.Wait wait -> {
                Waits.Decision decision = Waits.decide(state, wait, startedBy.isPresent(), events);
                yield switch (decision.outcome()) {
                    case STAYS -> decision.state();
                    case OVER -> next(hung(decision.state(), motor, startedBy, events), motor, true, events);
                    case SKIPPED -> skip(decision.state(), motor, events);
                };
            }
        };
    }

    /** Who confirms a wait that asks for a container says that it hangs. */
    private static PumpState hung(PumpState state, MotorSample motor, Optional<String> by, List<Event> events) {
        Optional<WaitEnd.Hang> hangs = Waits.hangs(state.segment());
        return hangs.isPresent() && by.isPresent()
                ? withContainer(state, motor, hangs.get().container().usable().nanolitres(), by.get(), events)
                : state;
    }

    /** A new container hangs here and now. */
    static PumpState withContainer(PumpState state, MotorSample motor, long usableNl, String by, List<Event> events) {
        long travel = state.shaft().lower(motor);
        events.add(new Event.ContainerChanged(state.course().part(), travel, usableNl, by));
        return state.withCourse(state.course().withNewContainer(travel, usableNl), state.progress())
                .withFlags(state.flags().withFreshLine());
    }

    /** Leaves out what this wait was for, up to the next wait for a dose. */
    private PumpState skip(PumpState state, MotorSample motor, List<Event> events) {
        end(state, motor, true, events);
        int after = state.course().part() + 1;
        while (after < state.program().end()
                && !isForAnotherDose(state.program().segment(after))) {
            after++;
        }
        return startOrFinish(state, after, hereOn(state, motor), motor, events);
    }

    /** What stands between the wait for one dose and the wait for the next belongs to the first: flushes too. */
    private static boolean isForAnotherDose(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver -> deliver.purpose() == Purpose.RUN_ON;
            case Segment.Wait wait ->
                switch (wait.end()) {
                    case WaitEnd.Confirm _ -> false;
                    case WaitEnd.NextDose _,
                            WaitEnd.After _,
                            WaitEnd.At _,
                            WaitEnd.Request _,
                            WaitEnd.Person _,
                            WaitEnd.Passed _ -> true;
                };
        };
    }

    /** A dose on request never goes on after a stop: the part after it begins, where the shaft stands. */
    PumpState withoutBolus(PumpState state, MotorSample motor, List<Event> events) {
        int part = state.course().part();
        boolean isComing =
                part + 1 < state.program().end() && isBolus(state.program().segment(part + 1));
        if (!isComing && !isBolus(state.segment())) {
            return state;
        }
        end(state, motor, false, events);
        int after = isComing ? part + 2 : part + 1;
        return startOrFinish(state, after, goingOnAt(state, after, motor), motor, events);
    }

    /**
     * Where the part after a wait begins: where the shaft stands. What a back-off took of the parts before is still to
     * be given, so it begins no earlier than the wait did; but a ramp has no place for it.
     */
    private static long goingOnAt(PumpState state, int part, MotorSample motor) {
        long here = hereOn(state, motor);
        boolean takesUp =
                part < state.program().end() && state.program().segment(part).flow() instanceof Flow.Constant;
        return takesUp ? Math.max(here, state.course().partStart()) : here;
    }

    static boolean isBolus(Segment segment) {
        return segment instanceof Segment.Deliver deliver && deliver.purpose() == Purpose.BOLUS;
    }

    /** What lies between two travels, nanolitres, at least 0, rounded down. */
    long volumeSinceStart(long travel, long startTravel) {
        return microstep.volumeOf(Math.max(travel - startTravel, 0)).nanolitres();
    }

    /** The same rounded up. */
    long mostVolumeSinceStart(long travel, long startTravel) {
        return microstep.volumeOfCeil(Math.max(travel - startTravel, 0)).nanolitres();
    }

    /** Journals the end of the running part. */
    void end(PumpState state, MotorSample motor, boolean complete, List<Event> events) {
        long lower = Math.max(state.shaft().lower(motor) - state.course().startLower(), 0);
        long upper = Math.max(state.shaft().upper(motor) - state.course().startUpper(), lower);
        events.add(new Event.PartEnded(
                state.course().part(),
                complete,
                lower,
                upper,
                volumeSinceStart(lower, 0),
                mostVolumeSinceStart(upper, 0)));
    }

    /** Whether a flow is wanted: not all is due yet, or a dose is due and the shaft has not given it. */
    boolean wantsFlow(PumpState state, MotorSample motor) {
        if (!state.phase().isRunning() || state.segment().rate().isZero()) {
            return false;
        }
        return switch (state.segment()) {
            case Segment.Deliver deliver -> !isAllDue(state, deliver) || isShort(state, motor);
            case Segment.Wait wait -> !isAllDue(state, wait);
        };
    }

    /** Every step that is wanted is made, and the encoder says that some were lost: the motor stands, and waits. */
    boolean fellShort(PumpState state, MotorSample motor) {
        return state.shaft().hasLostSteps(motor)
                && wantsFlow(state, motor)
                && state.shaft().hasSteppedTo(wantedTravelOf(state), motor);
    }

    /** Travel that is wanted when the look-ahead is over, on the lower bound; only of a segment with a flow. */
    long wantedTravelOf(PumpState state) {
        Volume ahead = TherapyPlanner.demand(state.segment(), state.progress()).ahead();
        return state.course().partStart() - state.countOffset() + travelOf(state, ahead);
    }

    /** Whether the newest durable authority is the running part's own, and enough to move by. */
    boolean isCovered(PumpState state) {
        Authority durable = state.grants().durable();
        boolean isOwn = state.order().isPresent()
                && durable.order() == state.order().get().tag()
                && durable.part() == state.course().part();
        return isOwn
                && durable.reverse() == 0
                && (durable.allowsFlow()
                        || durable.authorised()
                                >= endTravelOf(state) + state.shaft().widthMicrosteps());
    }

    private boolean isGiven(PumpState state, Segment.Deliver deliver, MotorSample motor) {
        return isAllDue(state, deliver)
                && !isShort(state, motor)
                && state.shaft().hasSteppedTo(endTravelOf(state), motor);
    }

    private static boolean isAllDue(PumpState state, Segment segment) {
        return state.progress().dueNl() >= segment.volume().nanolitres();
    }

    private boolean isShort(PumpState state, MotorSample motor) {
        long missing = endTravelOf(state) - state.shaft().lower(motor);
        return missing > state.shaft().blindMicrosteps();
    }

    private PumpState next(PumpState state, MotorSample motor, boolean complete, List<Event> events) {
        end(state, motor, complete, events);
        long startAt =
                switch (state.segment()) {
                    // the commanded end, not the encoder's reading of it: nothing is lost between two doses
                    case Segment.Deliver _ -> endOf(state);
                    case Segment.Wait _ -> goingOnAt(state, state.course().part() + 1, motor);
                };
        PumpState given = state.withFlags(isLastDose(state) ? state.flags().withComplete(true) : state.flags());
        return startOrFinish(given, state.course().part() + 1, startAt, motor, events);
    }

    /** The running part is the one after which nothing is left to give. */
    private static boolean isLastDose(PumpState state) {
        int part = state.course().part();
        return state.segment() instanceof Segment.Deliver deliver
                && deliver.purpose().isOrdered()
                && state.program().isAllDeliveredAt(part + 1);
    }

    private PumpState startOrFinish(PumpState state, int part, long startAt, MotorSample motor, List<Event> events) {
        Order order = state.order().orElseThrow();
        if (part >= order.program().end()) {
            boolean complete = !state.course().doseSkipped();
            return Ending.of(state, complete, "program", events).withPhase(Phase.COMPLETE);
        }
        return start(state, part, startAt, motor, events);
    }

    private PumpState start(PumpState state, int part, long startAt, MotorSample motor, List<Event> events) {
        Order order = state.order().orElseThrow();
        Segment segment = order.program().segment(part);
        long lower = state.shaft().lower(motor);
        long upper = state.shaft().upper(motor);
        events.add(new Event.PartStarted(
                order.prescription().id(),
                part,
                kind(segment),
                segment.name(),
                dose(segment),
                startAt,
                lower,
                upper,
                segment.volume().nanolitres(),
                plannedMs(segment)));
        Course before = state.course();
        long doseMs = dose(segment) > 0 ? state.clocks().wallMs() : before.lastDoseStartWallMs();
        Course course = before.withPart(part, startAt, lower, upper, doseMs);
        boolean runs = state.phase().isRunning();
        long owed = startAt - state.countOffset() - lower;
        boolean isBehind = owed > state.shaft().blindMicrosteps();
        Progress progress = isBehind
                ? Progress.resume(segment, part, -microstep.volumeOf(owed).nanolitres())
                : Progress.startOf(part);
        return state.withCourse(course, progress)
                .withPhase(runs ? runningPhase(segment) : state.phase())
                .withCommandedTravel(isBehind ? lower : startAt - state.countOffset());
    }

    /** The phase in which this segment runs. */
    static Phase runningPhase(Segment segment) {
        return switch (segment) {
            case Segment.Deliver _ -> Phase.INFUSING;
            case Segment.Wait _ -> Phase.WAITING;
        };
    }

    private static int dose(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver -> deliver.dose();
            case Segment.Wait _ -> 0;
        };
    }

    private static String kind(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver ->
                switch (deliver.purpose()) {
                    case DOSE -> "DELIVER";
                    case BOLUS -> "BOLUS";
                    case FLUSH -> "FLUSH";
                    case RUN_ON -> "RUN_ON";
                };
            case Segment.Wait wait ->
                wait.keepOpen().isWanted() ? "KEEP_OPEN" : wait.end() instanceof WaitEnd.Confirm ? "PROMPT" : "REST";
        };
    }

    private static long plannedMs(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver ->
                switch (deliver.flow()) {
                    case Flow.Constant constant ->
                        constant.rate().durationFor(deliver.volume()).toMillis();
                    case Flow.Ramp ramp -> ramp.lasting().toMillis();
                };
            case Segment.Wait _ -> 0;
        };
    }
}
