package org.steadyflow.firmware.core;

import java.time.Duration;
import java.util.List;
import org.steadyflow.firmware.motion.PartTravel;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.firmware.therapy.Segment;
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
        return start(
                state,
                0,
                state.shaft().lower(motor) + state.countOffset(),
                motor,
                state.clocks().wallMs(),
                events);
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

    /** What lies between two travels, nanolitres, at least 0. */
    long volumeSinceStart(long travel, long startTravel) {
        return microstep.volumeOf(Math.max(travel - startTravel, 0)).nanolitres();
    }

    /** Journals the end of the running part. */
    void end(PumpState state, MotorSample motor, boolean complete, List<Event> events) {
        long lower = Math.max(state.shaft().lower(motor) - state.course().startLower(), 0);
        long upper = Math.max(state.shaft().upper(motor) - state.course().startUpper(), lower);
        events.add(new Event.PartEnded(
                state.course().part(), complete, lower, upper, volumeSinceStart(lower, 0), volumeSinceStart(upper, 0)));
    }

    private boolean isGiven(PumpState state, Segment.Deliver deliver, MotorSample motor) {
        boolean allDue = state.progress().dueNl() >= deliver.volume().nanolitres();
        long missing = endOf(state) - (state.shaft().lower(motor) + state.countOffset());
        return allDue && missing <= MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
    }

    private PumpState openDose(
            PumpState state, WaitEnd.NextDose next, MotorSample motor, boolean startPressed, List<Event> events) {
        long dueMs =
                state.course().lastDoseStartWallMs() + next.sinceLastStart().toMillis();
        long lateMs = state.clocks().wallMs() - dueMs;
        boolean mayOpen = lateMs >= 0 && !state.flags().clockUnsure();
        if (!mayOpen) {
            return state;
        }
        if (lateMs <= LATE_MS || (startPressed && state.course().overdueTold())) {
            return next(state, motor, true, events);
        }
        return switch (next.missed()) {
            case MissedDoseRule.Skip _ -> skip(state, next, motor, dueMs, lateMs, events);
            case MissedDoseRule.GiveLate late -> {
                boolean stillGiven = lateMs <= late.within().toMillis();
                yield stillGiven
                        ? giveLate(state, next, motor, dueMs, lateMs, events)
                        : skip(state, next, motor, dueMs, lateMs, events);
            }
            case MissedDoseRule.Ask _ -> ask(state, next, dueMs, lateMs, events);
        };
    }

    private PumpState giveLate(
            PumpState state, WaitEnd.NextDose dose, MotorSample motor, long dueMs, long lateMs, List<Event> events) {
        events.add(new Event.DoseMissed(state.course().part(), dose.dose(), dueMs, lateMs, "GIVE_LATE"));
        return next(state, motor, true, events);
    }

    private PumpState ask(PumpState state, WaitEnd.NextDose dose, long dueMs, long lateMs, List<Event> events) {
        if (state.course().overdueTold()) {
            return state;
        }
        events.add(new Event.DoseMissed(state.course().part(), dose.dose(), dueMs, lateMs, "ASK"));
        return state.withCourse(state.course().withOverdueTold(), state.progress());
    }

    /** Leaves the dose out and waits for the one after it, as if this one had begun at its time. */
    private PumpState skip(
            PumpState state, WaitEnd.NextDose dose, MotorSample motor, long dueMs, long lateMs, List<Event> events) {
        events.add(new Event.DoseMissed(state.course().part(), dose.dose(), dueMs, lateMs, "SKIP"));
        end(state, motor, true, events);
        int after = state.course().part() + 2;
        return startOrFinish(state, after, state.shaft().lower(motor) + state.countOffset(), motor, dueMs, events);
    }

    private PumpState next(PumpState state, MotorSample motor, boolean complete, List<Event> events) {
        end(state, motor, complete, events);
        long startAt =
                switch (state.segment()) {
                    // the commanded end, not the encoder's reading of it: nothing is lost between two doses
                    case Segment.Deliver _ -> endOf(state);
                    case Segment.Wait _ -> state.shaft().lower(motor) + state.countOffset();
                };
        int part = state.course().part() + 1;
        return startOrFinish(state, part, startAt, motor, state.clocks().wallMs(), events);
    }

    private PumpState startOrFinish(
            PumpState state, int part, long startAt, MotorSample motor, long doseWallMs, List<Event> events) {
        Program program = state.order().orElseThrow().program();
        boolean justCompleted = program.isAllDeliveredAt(Math.min(part, program.size()))
                && !program.isAllDeliveredAt(state.course().part());
        PumpState told = justCompleted ? state.withFlags(state.flags().withComplete(true)) : state;
        if (part >= program.size()) {
            events.add(new Event.PrescriptionEnded(
                    state.order().get().prescription().id(), true, "program"));
            return told.withPhase(Phase.COMPLETE);
        }
        return start(told, part, startAt, motor, doseWallMs, events);
    }

    private PumpState start(
            PumpState state, int part, long startAt, MotorSample motor, long doseWallMs, List<Event> events) {
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
                isDose || part > before.part() + 1 ? doseWallMs : before.lastDoseStartWallMs(),
                false,
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
