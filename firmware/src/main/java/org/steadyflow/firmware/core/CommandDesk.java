package org.steadyflow.firmware.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.library.Finding;
import org.steadyflow.firmware.prescription.MechanismFit;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Restarts;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Earlier;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.telemetry.message.Event;

/** Obeys people's commands or says why not. A refused command changes nothing and is journalled. */
final class CommandDesk {
    private static final String CHANGE = "container_changed";
    private static final String BACKS_OFF = "the pump takes pressure off the line; wait a moment";

    private final Mechanism mechanism;
    private final Parts parts;
    private final RequestDesk requests;
    private final LibraryDesk library;

    CommandDesk(Mechanism mechanism, Parts parts, RequestDesk requests, LibraryDesk library) {
        this.mechanism = mechanism;
        this.parts = parts;
        this.requests = requests;
        this.library = library;
    }

    /** The state after one command. */
    PumpState obey(PumpState state, Command command, SensorSample sample, List<Event> events) {
        return switch (command) {
            case Command.Accept accept -> accept(state, accept, sample, events);
            case Command.Rejected rejected -> refuse(state, rejected.what(), rejected.by(), rejected.why(), events);
            case Command.Start start -> start(state, start, sample, events);
            case Command.Pause pause -> pause(state, pause, events);
            case Command.Acknowledge acknowledge -> acknowledge(state, acknowledge, sample.motor(), events);
            case Command.PauseAudio audio ->
                withBoard(
                        state, state.safety().board().pauseAudio(state.clocks().tickNs(), audio.by(), events));
            case Command.ContainerChanged changed -> containerChanged(state, changed, sample.motor(), events);
            case Command.End end -> end(state, end, sample.motor(), events);
            case Command.RequestBolus bolus -> requests.bolus(state, bolus, events);
            case Command.Titrate titrate -> requests.titrate(state, titrate, events);
            case Command.RampDown down -> requests.rampDown(state, down, events);
            case Command.AlarmAccepted accepted ->
                withBoard(state, state.safety().board().accept(accepted.alarm(), accepted.by(), events));
            case Command.PharmacyPresent _ -> state.withClocks(state.clocks().withPresenceNow());
        };
    }

    private PumpState accept(PumpState state, Command.Accept accept, SensorSample sample, List<Event> events) {
        if (isConfirmedAgain(state, accept, sample)) {
            return state;
        }
        String obstacle = obstacleToAccept(state, accept.order());
        if (!obstacle.isEmpty()) {
            return refuse(state, "accept", accept.by(), obstacle, events);
        }
        List<Finding> findings = library.findings(accept.order(), state.line());
        String beyond = LibraryDesk.obstacle(findings, accept.reason());
        return beyond.isEmpty()
                ? accepted(state, accept, findings, sample.motor(), events)
                : refuse(state, "accept", accept.by(), beyond, events);
    }

    /** The order that stands is confirmed once more because the monitor has lost its envelope: nothing else changes. */
    private static boolean isConfirmedAgain(PumpState state, Command.Accept accept, SensorSample sample) {
        return state.phase().isArmed()
                && isSame(state, accept.order())
                && !state.phase().isRunning()
                && lacksEnvelope(state, sample);
    }

    private static boolean isSame(PumpState state, Order order) {
        return state.order().orElseThrow().sha256().equals(order.sha256());
    }

    /** Why an order is refused whatever the drug library says, for people; empty when nothing is in its way. */
    private String obstacleToAccept(PumpState state, Order order) {
        if (state.phase() == Phase.RECOVERING) {
            return "the pump is recovering; wait a moment";
        }
        if (state.phase().isArmed()) {
            return isSame(state, order)
                    ? "this prescription stands already"
                    : "another prescription is not over; end it first";
        }
        if (state.flags().journalDown()) {
            return StoreHealth.NOTHING_NEW;
        }
        Prescription prescription = order.prescription();
        Optional<Past.Used> used = state.past().usedBy(order.sha256());
        if (used.isPresent()) {
            return used.get().sentence(prescription.id());
        }
        boolean isCounted =
                state.past().countedFor(prescription, state.clocks().upMs()).isPresent();
        return isCounted ? String.join("; ", MechanismFit.refusals(mechanism, prescription)) : uncounted(prescription);
    }

    private static String uncounted(Prescription prescription) {
        return "doses of " + prescription.drug().name() + " in the last " + BolusLog.LONGEST_WINDOW.toHours()
                + " h cannot be counted against its caps: drug.concentration is missing, or is in another unit than"
                + " theirs; ask the pharmacy for a prescription that has it";
    }

    private PumpState accepted(
            PumpState before, Command.Accept accept, List<Finding> overridden, MotorSample motor, List<Event> events) {
        Order order = accept.order().acceptedAt(before.clocks().wallMs());
        events.add(new Event.PrescriptionAccepted(
                order.prescription().id(), order.sha256(), accept.by(), order.text(), library.name()));
        LibraryDesk.journal(overridden, accept, events);
        PumpState state = library.meetsLine(accept.order(), before.line()) ? renewed(before, events) : before;
        List<Earlier> earlier = state.past()
                .countedFor(order.prescription(), state.clocks().upMs())
                .orElseThrow();
        PumpState fresh = state.withOrder(Optional.of(order))
                .withBoluses(BolusLog.EMPTY.after(earlier))
                .withPhase(Phase.READY)
                .withFlags(state.flags().withComplete(false))
                .settled(state.shaft().anchoredHere(motor), 0, 0);
        return parts.begin(fresh.withCourse(Course.NONE, fresh.progress()), motor, events);
    }

    /** What an order must not meet is accepted for one reason only: the set is a new one. */
    private static PumpState renewed(PumpState state, List<Event> events) {
        events.add(new Event.LineFilled(0, "", LineWatch.NEW_SET));
        return state.withLine(state.line().renewed());
    }

    private PumpState start(PumpState state, Command.Start start, SensorSample sample, List<Event> events) {
        List<Event> seenEvents = new ArrayList<>(0);
        AlarmBoard board = state.safety().board().acknowledgeByStart(start.by(), seenEvents);
        PumpState seen = withBoard(state, board)
                .withFlags(state.flags().startSeenTo(state.safety().board()));
        String obstacle = obstacleToStart(seen, sample);
        if (!obstacle.isEmpty()) {
            return refuse(state, "start", start.by(), obstacle, events);
        }
        events.addAll(seenEvents);
        events.add(new Event.InfusionStarted(seen.course().part(), start.by()));
        return switch (seen.phase()) {
            case WAITING -> parts.advance(seen, sample.motor(), Optional.of(start.by()), events);
            case READY -> first(seen);
            case PAUSED, STOPPED -> resume(seen, sample.motor(), events);
            case RECOVERING, IDLE, INFUSING, COMPLETE -> throw new IllegalStateException("started in " + seen.phase());
        };
    }

    /** The first start uses the prescription up. */
    private static PumpState first(PumpState state) {
        Clocks now = state.clocks();
        Past past = state.past().started(state.order().orElseThrow().sha256(), now.wallMs(), now.upMs());
        return state.withPast(past)
                .withCourse(state.course().withDoseStartedAt(now.wallMs()), state.progress())
                .withPhase(Parts.runningPhase(state.segment()));
    }

    /** After an occlusion that went away: goes on as after a person's start, a dose on request not. */
    PumpState restart(PumpState state, MotorSample motor, List<Event> events) {
        if (state.phase() != Phase.STOPPED
                || state.safety().board().strongestStop().isPresent()) {
            return state;
        }
        events.add(new Event.InfusionStarted(state.course().part(), Restarts.BY));
        return resume(state, motor, events);
    }

    private PumpState resume(PumpState state, MotorSample motor, List<Event> events) {
        PumpState resumed = parts.withoutBolus(state, motor, events);
        return resumed.phase().isArmed() ? resumed.withPhase(Parts.runningPhase(resumed.segment())) : resumed;
    }

    /** Why a start is refused, for people; empty when nothing is in its way. */
    private String obstacleToStart(PumpState state, SensorSample sample) {
        return switch (state.phase()) {
            case READY -> state.flags().journalDown() ? StoreHealth.NOTHING_NEW : obstacleToFlow(state, sample);
            case PAUSED, STOPPED -> obstacleToFlow(state, sample);
            case RECOVERING -> "the pump is recovering; wait a moment";
            case IDLE -> "there is no prescription; accept one first";
            case COMPLETE -> "the prescription is complete";
            case INFUSING -> "the infusion is running";
            case WAITING -> obstacleToDose(state, sample);
        };
    }

    private String obstacleToDose(PumpState state, SensorSample sample) {
        if (!Waits.waitsForPerson(state)) {
            return "the infusion is running";
        }
        return state.flags().clockUnsure()
                ? "the clock is not sure; set it and acknowledge the alarm"
                : obstacleToFlow(state, sample);
    }

    private String obstacleToFlow(PumpState state, SensorSample sample) {
        if (stopKeyCounts(state, sample)) {
            return "the stop key is held";
        }
        if (!sample.enclosure().setSeated()) {
            return "the set is not in its place; seat it first";
        }
        if (!sample.enclosure().doorClosed()) {
            return "the door is open; close it first";
        }
        String stop = stopThatHolds(state).isEmpty() ? unguarded(state, sample) : stopThatHolds(state);
        return stop.isEmpty()
                ? library.obstacleToRun(state.order().orElseThrow().prescription())
                : stop;
    }

    /** The monitor must hold this order's envelope; until it has proved its cut, a start that it allows waits. */
    private static String unguarded(PumpState state, SensorSample sample) {
        Guard guard = sample.enclosure().supervision().guard();
        if (lacksEnvelope(state, sample)) {
            return "the monitor has no envelope of this prescription; "
                    + (state.phase().isRunning() ? "press stop, then confirm" : "confirm")
                    + " it again with its envelope";
        }
        if (guard.forgetful() && state.phase() == Phase.READY) {
            return "the monitor cannot keep what it counts: its storage does not work";
        }
        return guard.fitted() && guard.overdue() ? "the monitor keeps the motor's power off" : "";
    }

    private static boolean lacksEnvelope(PumpState state, SensorSample sample) {
        return sample.enclosure()
                .supervision()
                .guard()
                .lacks(state.order().orElseThrow().envelopeId());
    }

    /**
     * Whether the stop key is held, and not for so long that it must be stuck. One whose line cannot be read is held
     * for as long as that lasts: a pump that would not feel it does not run.
     */
    static boolean stopKeyCounts(PumpState state, SensorSample sample) {
        boolean isUnread = sample.enclosure().supervision().faults().contains(BoardFault.STOP_KEY_LINE);
        return sample.enclosure().keys().stop()
                && (isUnread || !state.safety().stopKeyStuck(sample.clock().monotonicNs()));
    }

    private static String stopThatHolds(PumpState state) {
        for (Alarm alarm : state.safety().board().alarms()) {
            boolean blocks = alarm.row().action().stops() && (alarm.causeHolds() || !alarm.isOverWhenCauseGoes());
            if (blocks) {
                return alarm.row().code() + " " + whatToDo(alarm);
            }
        }
        return "";
    }

    private static String whatToDo(Alarm alarm) {
        if (!alarm.causeHolds()) {
            return "is not acknowledged";
        }
        return alarm.isOverWhenCauseGoes() ? "holds; remove its cause" : "holds; remove its cause and acknowledge it";
    }

    private PumpState pause(PumpState state, Command.Pause pause, List<Event> events) {
        if (state.safety().relief().isActive()) {
            return state.withSafety(state.safety().withReliefStopped());
        }
        if (!state.phase().isRunning()) {
            return refuse(state, "pause", pause.by(), "nothing is running", events);
        }
        events.add(new Event.InfusionPaused(state.course().part(), pause.by()));
        return state.withPhase(Phase.PAUSED);
    }

    private static PumpState acknowledge(
            PumpState state, Command.Acknowledge acknowledge, MotorSample motor, List<Event> events) {
        AlarmBoard shown = state.safety().board();
        PumpState seen = state.withSafety(state.safety().acknowledgeAll(acknowledge.by(), events))
                .withFlags(state.flags().seenTo(shown));
        boolean overSeen =
                shown.isActive(AlarmRow.OVER_INFUSION) && !seen.phase().isRunning();
        // what went in too much is seen to: from here on it counts as commanded, or the alarm could never end
        return overSeen
                ? seen.withCommandedTravel(
                        Math.max(seen.commandedTravel(), seen.shaft().lower(motor)))
                : seen;
    }

    private PumpState containerChanged(
            PumpState state, Command.ContainerChanged changed, MotorSample motor, List<Event> events) {
        if (state.safety().relief().isUnderWay()) {
            return refuse(state, CHANGE, changed.by(), BACKS_OFF, events);
        }
        if (!state.phase().isArmed()) {
            return refuse(state, CHANGE, changed.by(), "there is no prescription", events);
        }
        if (state.phase() == Phase.INFUSING || parts.wantsFlow(state, motor)) {
            return refuse(state, CHANGE, changed.by(), "pause the infusion first", events);
        }
        return Parts.withContainer(state, motor, state.course().containerNl(), changed.by(), events);
    }

    private PumpState end(PumpState state, Command.End end, MotorSample motor, List<Event> events) {
        if (state.safety().relief().isUnderWay()) {
            return refuse(state, "end", end.by(), BACKS_OFF, events);
        }
        return switch (state.phase()) {
            case READY, PAUSED, STOPPED, WAITING -> {
                parts.end(state, motor, false, events);
                yield withoutOrder(Ending.of(state, isComplete(state), end.by(), events));
            }
            case COMPLETE -> withoutOrder(state);
            case INFUSING -> refuse(state, "end", end.by(), "an infusion is running; pause it first", events);
            case RECOVERING -> refuse(state, "end", end.by(), "the pump is recovering; wait a moment", events);
            case IDLE -> refuse(state, "end", end.by(), "there is no prescription", events);
        };
    }

    private static boolean isComplete(PumpState state) {
        boolean noDoseLeft = state.order()
                .orElseThrow()
                .program()
                .isAllDeliveredAt(state.course().part());
        return noDoseLeft && !state.course().doseSkipped();
    }

    private static PumpState withoutOrder(PumpState state) {
        return state.withPhase(Phase.IDLE)
                .withOrder(Optional.empty())
                .withFlags(state.flags().withComplete(false));
    }

    private static PumpState withBoard(PumpState state, AlarmBoard board) {
        return state.withSafety(state.safety().withBoard(board));
    }

    private static PumpState refuse(PumpState state, String command, String by, String why, List<Event> events) {
        events.add(new Event.CommandRefused(command, by, why));
        return state;
    }
}
