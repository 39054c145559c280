package org.steadyflow.firmware.core;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.firmware.motion.ShaftReference;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.telemetry.message.Event;

/**
 * The first ticks after a start: wait until the shaft stands still, then settle what it gave, from the encoder where it
 * kept counting, else as the interval from settled to authorised.
 */
final class Settling {
    private final MicrostepVolume microstep;
    private final Parts parts;
    private final LibraryDesk library;

    Settling(MicrostepVolume microstep, Parts parts, LibraryDesk library) {
        this.microstep = microstep;
        this.parts = parts;
        this.library = library;
    }

    /** One tick of recovery; the state leaves RECOVERING when the shaft has stood still. */
    PumpState step(PumpState state, SensorSample sample, List<Event> events) {
        LastKnown last = state.lastKnown().orElseThrow().seeing(sample.motor().encoderMicrosteps());
        if (!last.standsStill()) {
            return seeing(state, last, sample.motor());
        }
        PumpState checked = withClockChecked(state, last, sample.clock());
        if (checked.order().isEmpty()) {
            return withoutOrder(checked, sample.motor());
        }
        return last.ledgerKnown() ? settle(checked, last, sample, events) : giveUp(checked, sample.motor(), events);
    }

    /** A clock that reads earlier than the journal's last line was lost. */
    private static PumpState withClockChecked(PumpState state, LastKnown last, ClockSample now) {
        boolean wasLost = now.wallMs() < last.lastWallMs() - Clocks.JUMP_MS;
        return wasLost ? state.withFlags(state.flags().withClockUnsure(true)) : state;
    }

    private static PumpState withoutOrder(PumpState state, MotorSample motor) {
        ShaftReference here = seen(state, Scale.startingAt(motor.driveMicrosteps()), 0, motor);
        return state.settled(here, here.lower(motor), 0)
                .withOrder(Optional.empty())
                .withPhase(Phase.IDLE);
    }

    /** Travel is the encoder's own coordinate meanwhile, and nothing was commanded since the first look. */
    private static PumpState seeing(PumpState state, LastKnown last, MotorSample motor) {
        boolean isFirstLook = state.lastKnown().orElseThrow().encoderBefore() == LastKnown.UNSEEN;
        return new PumpState(
                state.phase(),
                state.order(),
                Optional.of(last),
                state.shaft(),
                state.course(),
                state.progress(),
                state.grants(),
                state.safety(),
                state.flags(),
                state.clocks(),
                isFirstLook ? motor.encoderMicrosteps() : state.commandedTravel(),
                state.unsettledStops(),
                state.boluses(),
                state.line(),
                state.past());
    }

    /** Nobody knows how far the shaft went: the prescription ends, and people decide. */
    private static PumpState giveUp(PumpState state, MotorSample motor, List<Event> events) {
        return withoutOrder(Ending.of(state, false, "recovery", events), motor)
                .withFlags(state.flags().withVolumeUnsure(true));
    }

    private PumpState settle(PumpState state, LastKnown last, SensorSample sample, List<Event> events) {
        MotorSample motor = sample.motor();
        Authority ledger = state.grants().durable();
        boolean isOurs = ledger.order() == state.order().orElseThrow().tag();
        boolean positionKnown = motor.positionSurvived() || !isOurs;
        long reached = leastReached(state, ledger);
        long lostMicrosteps = positionKnown ? 0 : ledger.authorised() + last.beyond() - reached - ledger.width();
        // a settled record authorises one encoder count at most: nothing was lost
        boolean widened = lostMicrosteps > ledger.noteRoom();
        Scale scale = motor.positionSurvived()
                ? ledger.scale()
                : Scale.through(motor.driveMicrosteps(), reached, ledger.scale().above());
        ShaftReference here = seen(state, scale, ledger.width() + Math.max(lostMicrosteps, 0), motor);
        // a prescription that never moved begins where the shaft stands
        ShaftReference shaft = isOurs ? here : here.anchoredHere(motor);
        int stops = ledger.unsettledStops() + (widened ? 1 : 0);
        PumpState settled = state.settled(shaft, shaft.lower(motor), stops);
        long travel = settled.partTravel(motor);
        PumpState resumed = settled.withProgress(Progress.resume(
                state.segment(),
                state.course().part(),
                microstep.volumeOf(travel).nanolitres()));
        events.add(recovered(resumed, motor, stops));
        PumpState told = widened ? resumed.withFlags(resumed.flags().withVolumeUnsure(true)) : resumed;
        return choosePhase(told, last, sample, events);
    }

    /**
     * The journal may know of a later moment than the ledger's newest record: the beginning of another part. Within one
     * part the record is the later one, and a motor that turned back may be before the part's beginning.
     */
    private static long leastReached(PumpState state, Authority ledger) {
        boolean isLater = state.course().part() != ledger.part();
        return isLater ? Math.max(ledger.least(), state.course().startLower()) : ledger.least();
    }

    /**
     * However exact the driver's count was before: the stage may have been off and on since, and the ledger does not
     * tell. Only what it says now counts, and where the stage is off not even that.
     */
    private static ShaftReference seen(PumpState state, Scale scale, long width, MotorSample motor) {
        ShaftReference unseen = new ShaftReference(scale, width).countedFromEncoder();
        return state.flags().stageOff() ? unseen : unseen.measuredBy(motor);
    }

    private Event recovered(PumpState state, MotorSample motor, int stops) {
        long lower = state.shaft().lower(motor);
        long upper = state.shaft().upper(motor);
        return new Event.Recovered(
                state.course().part(),
                motor.positionSurvived(),
                stops,
                lower,
                upper,
                parts.volumeSinceStart(lower, state.course().startLower()),
                parts.mostVolumeSinceStart(upper, state.course().startUpper()));
    }

    private PumpState choosePhase(PumpState state, LastKnown last, SensorSample sample, List<Event> events) {
        return switch (last.phase()) {
            case INFUSING, WAITING -> resumeByRule(state, last, sample, events);
            case READY, PAUSED, STOPPED, COMPLETE -> state.withPhase(last.phase());
            case IDLE, RECOVERING -> throw new IllegalStateException("a prescription without a phase to recover to");
        };
    }

    private PumpState resumeByRule(PumpState state, LastKnown last, SensorSample sample, List<Event> events) {
        PowerLossRule rule = state.order().orElseThrow().prescription().powerLoss();
        long outageMs = sample.clock().wallMs() - last.lastWallMs();
        boolean inTime = outageMs >= 0 && outageMs <= rule.within().toMillis();
        boolean isAllowed = library.obstacleToRun(state.order().orElseThrow().prescription())
                .isEmpty();
        boolean resumes = rule.resumesByItself()
                && !last.restartsTooOften()
                && inTime
                && isAllowed
                && sample.enclosure().doorClosed();
        if (!resumes) {
            // told, or a second restart would take its own outage for the whole one
            events.add(new Event.InfusionPaused(state.course().part(), "rule"));
            return state.withPhase(Phase.PAUSED);
        }
        events.add(new Event.InfusionStarted(state.course().part(), "rule"));
        PumpState running = parts.withoutBolus(state, sample.motor(), events);
        return running.phase() == Phase.COMPLETE ? running : running.withPhase(Parts.runningPhase(running.segment()));
    }
}
