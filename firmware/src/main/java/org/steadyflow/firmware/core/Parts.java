package org.steadyflow.firmware.core;

import java.time.Duration;
import java.util.List;
import org.steadyflow.firmware.motion.PartTravel;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/** Begins and ends the parts of a program. */
final class Parts {
    /** A dose that starts this much after its time is late. */
    static final long LATE_MS = 60_000;

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

    /** Goes to the next part when the running one is over. */
    PumpState advance(PumpState state, MotorSample motor, boolean startPressed, List<Event> events) {
        return switch (state.segment()) {
            case Segment.Deliver deliver -> isGiven(state, deliver, motor) ? next(state, motor, true, events) : state;
            case Segment.Wait wait ->
                switch (wait.end()) {
                    case WaitEnd.Person _ -> state;
                    case WaitEnd.NextDose due -> openDose(state, due, motor, startPressed, events);
                };
        };
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

    private PumpState openDose(
            PumpState state, WaitEnd.NextDose next, MotorSample motor, boolean startPressed, List<Event> events) {
        PumpState checked = withClockChecked(state);
        long dueMs =
                checked.course().lastDoseStartWallMs() + next.sinceLastStart().toMillis();
        long lateMs = checked.clocks().wallMs() - dueMs;
        boolean mayOpen = lateMs >= 0 && !checked.flags().clockUnsure();
        if (!mayOpen) {
            return checked;
        }
        if (lateMs <= LATE_MS || (startPressed && checked.course().overdueTold())) {
            return next(checked, motor, true, events);
        }
        return missed(checked, new Missed(next, dueMs, lateMs), motor, events);
    }

    /** A clock that reads earlier than the last dose is wrong, whoever has acknowledged that. */
    private static PumpState withClockChecked(PumpState state) {
        boolean isWrong = state.clocks().wallMs() < state.course().lastDoseStartWallMs() - Clocks.JUMP_MS;
        return isWrong ? state.withFlags(state.flags().withClockUnsure(true)) : state;
    }

    /** A dose whose time passed without it. */
    private record Missed(WaitEnd.NextDose next, long dueMs, long lateMs) {}

    private PumpState missed(PumpState state, Missed missed, MotorSample motor, List<Event> events) {
        return switch (missed.next().missed()) {
            case MissedDoseRule.Skip _ -> skip(state, missed, motor, events);
            case MissedDoseRule.GiveLate late -> {
                boolean stillGiven = missed.lateMs() <= late.within().toMillis();
                yield stillGiven ? giveLate(state, missed, motor, events) : skip(state, missed, motor, events);
            }
            case MissedDoseRule.Ask _ -> ask(state, missed, events);
        };
    }

    private static Event journalled(PumpState state, Missed missed, String decision) {
        return new Event.DoseMissed(
                state.course().part(), missed.next().dose(), missed.dueMs(), missed.lateMs(), decision);
    }

    private PumpState giveLate(PumpState state, Missed missed, MotorSample motor, List<Event> events) {
        events.add(journalled(state, missed, "GIVE_LATE"));
        return next(state.withFlags(state.flags().withDoseMissed(true)), motor, true, events);
    }

    private static PumpState ask(PumpState state, Missed missed, List<Event> events) {
        if (state.course().overdueTold()) {
            return state;
        }
        events.add(journalled(state, missed, "ASK"));
        return state.withCourse(state.course().withOverdueTold(), state.progress());
    }

    /** Leaves the dose out and waits for the one after it, as if this one had begun at its time. */
    private PumpState skip(PumpState state, Missed missed, MotorSample motor, List<Event> events) {
        events.add(journalled(state, missed, "SKIP"));
        end(state, motor, true, events);
        int after = state.course().part() + 2;
        PumpState told = state.withFlags(state.flags().withDoseMissed(true))
                .withCourse(state.course().withDoseSkipped(missed.dueMs()), state.progress());
        return startOrFinish(told, after, hereOn(told, motor), motor, events);
    }

    private PumpState next(PumpState state, MotorSample motor, boolean complete, List<Event> events) {
        end(state, motor, complete, events);
        long startAt =
                switch (state.segment()) {
                    // the commanded end, not the encoder's reading of it: nothing is lost between two doses
                    case Segment.Deliver _ -> endOf(state);
                    case Segment.Wait _ -> hereOn(state, motor);
                };
        PumpState given = state.withFlags(isLastDose(state) ? state.flags().withComplete(true) : state.flags());
        return startOrFinish(given, state.course().part() + 1, startAt, motor, events);
    }

    /** The running part is the dose after which nothing is left to give. */
    private static boolean isLastDose(PumpState state) {
        Program program = state.order().orElseThrow().program();
        int part = state.course().part();
        return dose(state.segment()) > 0 && program.isAllDeliveredAt(part + 1);
    }

    private PumpState startOrFinish(PumpState state, int part, long startAt, MotorSample motor, List<Event> events) {
        Order order = state.order().orElseThrow();
        if (part >= order.program().size()) {
            boolean complete = !state.course().doseSkipped();
            events.add(new Event.PrescriptionEnded(order.prescription().id(), complete, "program"));
            return state.withPhase(Phase.COMPLETE);
        }
        return start(state, part, startAt, motor, events);
    }

    private PumpState start(PumpState state, int part, long startAt, MotorSample motor, List<Event> events) {
        Order order = state.order().orElseThrow();
        Segment segment = order.program().segment(part);
        boolean isDose = dose(segment) > 0;
        events.add(new Event.PartStarted(
                order.prescription().id(),
                part,
                kind(segment),
                segment.name(),
                dose(segment),
                startAt,
                state.shaft().lower(motor),
                state.shaft().upper(motor),
                segment.volume().nanolitres(),
                plannedMs(segment)));
        Course before = state.course();
        Course course = new Course(
                part,
                startAt,
                state.shaft().lower(motor),
                state.shaft().upper(motor),
                isDose ? state.clocks().wallMs() : before.lastDoseStartWallMs(),
                false,
                before.doseSkipped(),
                isDose ? state.shaft().lower(motor) : before.containerStart());
        Phase phase = state.phase().isRunning() ? runningPhase(segment) : state.phase();
        PumpState moved = state.withCourse(course, Progress.startOf(part)).withPhase(phase);
        return moved.withCommandedTravel(startAt - state.countOffset());
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
            case Segment.Deliver _ -> "DELIVER";
            case Segment.Wait wait -> wait.keepOpen().isWanted() ? "KEEP_OPEN" : "REST";
        };
    }

    private static long plannedMs(Segment segment) {
        Duration planned =
                switch (segment) {
                    case Segment.Deliver deliver -> deliver.rate().durationFor(deliver.volume());
                    case Segment.Wait _ -> Duration.ZERO;
                };
        return planned.toMillis();
    }
}
