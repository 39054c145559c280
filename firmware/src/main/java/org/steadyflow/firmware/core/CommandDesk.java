package org.steadyflow.firmware.core;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.motion.ShaftReference;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.telemetry.message.Event;

/** Obeys people's commands or says why not. A refused command changes nothing and is journalled. */
final class CommandDesk {
    private final Parts parts;

    CommandDesk(Parts parts) {
        this.parts = parts;
    }

    /** The state after one command. */
    PumpState obey(PumpState state, Command command, SensorSample sample, List<Event> events) {
        return switch (command) {
            case Command.Accept accept -> accept(state, accept, sample.motor(), events);
            case Command.Start start -> start(state, start, sample, events);
            case Command.Pause pause -> pause(state, pause, events);
            case Command.Acknowledge acknowledge -> acknowledge(state, acknowledge, events);
            case Command.PauseAudio audio ->
                withBoard(
                        state, state.safety().board().pauseAudio(state.clocks().tickNs(), audio.by(), events));
            case Command.ContainerChanged changed -> containerChanged(state, changed, sample.motor(), events);
            case Command.End end -> end(state, end, sample.motor(), events);
            case Command.AlarmAccepted accepted ->
                withBoard(state, state.safety().board().accept(accepted.alarm(), accepted.by(), events));
            case Command.PharmacyPresent _ -> state.withClocks(state.clocks().withPresenceNow());
        };
    }

    private PumpState accept(PumpState state, Command.Accept accept, MotorSample motor, List<Event> events) {
        if (state.phase() == Phase.RECOVERING) {
            return refuse(state, "accept", accept.by(), "the pump is recovering; wait a moment", events);
        }
        if (state.phase().isArmed()) {
            return refuse(state, "accept", accept.by(), "another prescription is not over; end it first", events);
        }
        Order order = accept.order().acceptedAt(state.clocks().wallMs());
        events.add(
                new Event.PrescriptionAccepted(order.prescription().id(), order.sha256(), accept.by(), order.text()));
        // with no slip the driver's own count is the exact position; the encoder says it to 12 microsteps
        ShaftReference here = new ShaftReference(motor.driveMicrosteps(), 0, 0).withSlipFrom(motor);
        ShaftReference anchored = here.slipMicrosteps() == 0
                ? here
                : new ShaftReference(motor.encoderMicrosteps(), 0, here.slipMicrosteps());
        PumpState fresh = state.withOrder(Optional.of(order))
                .withPhase(Phase.READY)
                .withFlags(state.flags().seenTo())
                .settled(anchored, 0, 0);
        return parts.begin(fresh.withCourse(Course.NONE, fresh.progress()), motor, events);
    }

    private PumpState start(PumpState state, Command.Start start, SensorSample sample, List<Event> events) {
        if (state.phase() == Phase.WAITING && state.course().overdueTold()) {
            events.add(new Event.InfusionStarted(state.course().part(), start.by()));
            return parts.advance(state, sample.motor(), true, events);
        }
        PumpState seen = withBoard(state, state.safety().board().acknowledgeByStart(start.by(), events));
        String obstacle = obstacleToStart(seen, sample);
        if (!obstacle.isEmpty()) {
            return refuse(seen, "start", start.by(), obstacle, events);
        }
        events.add(new Event.InfusionStarted(seen.course().part(), start.by()));
        return seen.withPhase(Parts.runningPhase(seen.segment()));
    }

    private static String obstacleToStart(PumpState state, SensorSample sample) {
        return switch (state.phase()) {
            case READY, PAUSED, STOPPED ->
                sample.enclosure().doorClosed() ? stopThatHolds(state) : "the door is open; close it first";
            case RECOVERING -> "the pump is recovering; wait a moment";
            case IDLE -> "there is no prescription; accept one first";
            case COMPLETE -> "the prescription is complete";
            case INFUSING, WAITING -> "the infusion is running";
        };
    }

    private static String stopThatHolds(PumpState state) {
        Optional<Alarm> stop = state.safety().board().strongestStop();
        return stop.map(alarm -> alarm.causeHolds() && !alarm.isOverWhenCauseGoes()
                        ? alarm.row().code() + " holds; remove its cause and acknowledge it"
                        : alarm.causeHolds()
                                ? alarm.row().code() + " holds; remove its cause"
                                : alarm.isOverWhenCauseGoes() ? "" : alarm.row().code() + " is not acknowledged")
                .orElse("");
    }

    private PumpState pause(PumpState state, Command.Pause pause, List<Event> events) {
        if (!state.phase().isRunning()) {
            return refuse(state, "pause", pause.by(), "nothing is running", events);
        }
        events.add(new Event.InfusionPaused(state.course().part(), pause.by()));
        return state.withPhase(Phase.PAUSED);
    }

    private static PumpState acknowledge(PumpState state, Command.Acknowledge acknowledge, List<Event> events) {
        AlarmBoard board = state.safety().board().acknowledgeAll(acknowledge.by(), events);
        return withBoard(state, board).withFlags(state.flags().seenTo());
    }

    private PumpState containerChanged(
            PumpState state, Command.ContainerChanged changed, MotorSample motor, List<Event> events) {
        if (state.phase() == Phase.INFUSING || !state.phase().isArmed()) {
            return refuse(state, "container_changed", changed.by(), "pause the infusion first", events);
        }
        long travel = state.shaft().lower(motor);
        events.add(new Event.ContainerChanged(state.course().part(), travel, changed.by()));
        Course course = state.course().withNewContainer(travel);
        return state.withCourse(course, state.progress())
                .withFlags(state.flags().withFreshLine());
    }

    private PumpState end(PumpState state, Command.End end, MotorSample motor, List<Event> events) {
        return switch (state.phase()) {
            case READY, PAUSED, STOPPED, WAITING -> {
                parts.end(state, motor, false, events);
                events.add(new Event.PrescriptionEnded(
                        state.order().orElseThrow().prescription().id(),
                        state.order()
                                .get()
                                .program()
                                .isAllDeliveredAt(state.course().part()),
                        end.by()));
                yield state.withPhase(Phase.IDLE)
                        .withOrder(Optional.empty())
                        .withFlags(state.flags().withComplete(false));
            }
            case COMPLETE ->
                state.withPhase(Phase.IDLE)
                        .withOrder(Optional.empty())
                        .withFlags(state.flags().withComplete(false));
            case INFUSING -> refuse(state, "end", end.by(), "an infusion is running; pause it first", events);
            case RECOVERING, IDLE -> refuse(state, "end", end.by(), "there is no prescription", events);
        };
    }

    private static PumpState withBoard(PumpState state, AlarmBoard board) {
        return state.withSafety(state.safety().withBoard(board));
    }

    private static PumpState refuse(PumpState state, String command, String by, String why, List<Event> events) {
        events.add(new Event.CommandRefused(command, by, why));
        return state;
    }
}
