package org.steadyflow.firmware.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.motion.MotionPlanner;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.AlarmSignal;
import org.steadyflow.firmware.safety.Observation;
import org.steadyflow.firmware.safety.SafetyMonitor;
import org.steadyflow.firmware.safety.Verdict;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Demand;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/** The pump as one pure function of a tick. Without state of its own; any thread. */
public final class PumpController {
    private static final long FOLD_EVERY_NS = 60_000_000_000L;
    private static final long NOT_STARVED = -1;
    private static final Command DOSE_KEY = new Command.RequestBolus(BolusLog.Kind.DEMAND, "dose key");

    /** Two ticks: the time before a late tick is not the stores' doing. */
    private static final long MOST_STARVED_NS = 100_000_000L;
    /** 2,000 L of travel either way: no shaft comes so far, and sums with it cannot overflow. */
    private static final long FARTHEST_MICROSTEPS = 1L << 40;

    private final PumpSetup setup;
    private final Parts parts;
    private final Circumstances circumstances;
    private final RequestDesk requests;
    private final LineWatch line;
    private final CommandDesk commands;
    private final Compensation compensation;
    private final AuthorityDesk authorities;
    private final Settling settling;
    private final BackOff backOff;

    public PumpController(PumpSetup setup) {
        this.setup = setup;
        this.parts = new Parts(setup.microstep());
        LibraryDesk library = new LibraryDesk(setup.library());
        this.circumstances = new Circumstances(setup, parts, library);
        this.requests = new RequestDesk(setup.microstep(), library);
        this.commands = new CommandDesk(setup.mechanism(), parts, requests, library);
        this.line = new LineWatch(library);
        this.compensation = new Compensation(setup.calibration(), parts);
        this.authorities = new AuthorityDesk(setup.microstep(), parts, compensation);
        this.settling = new Settling(setup.microstep(), parts, library);
        this.backOff = new BackOff(setup.microstep());
    }

    /** One tick. Never throws for what the world or people do; an exception is a broken invariant of ours. */
    public TickRecord step(PumpState before, TickInput read) {
        List<Event> events = new ArrayList<>(0);
        TickInput input = underItsGuard(before, withinReach(read));
        SensorSample sample = input.sample();
        long stepNs = before.clocks().stepNs(sample.clock());
        PumpState timed = atNow(before, input);
        PumpState asked = obeyAll(timed, input, events);
        SafetyMonitor.Judgement judgement = judge(asked, input, stepNs, events);
        PumpState stopped = obeyVerdict(asked.withSafety(judgement.state()), judgement.verdict(), events);
        PumpState judged = judgement.restarts() ? commands.restart(stopped, sample.motor(), events) : stopped;
        PumpState ran = judged.phase().isRunning() ? advance(judged, sample, events) : judged;
        PumpState relieved = backOff.after(before.safety().relief(), ran, sample, events);
        PumpState advanced = compensation.after(line.after(relieved, sample, events), sample, events);
        boolean stopsNow = before.phase().isRunning() && !advanced.phase().isRunning();
        if (stopsNow) {
            events.add(fold(advanced, sample.motor()));
        }
        return move(advanced, judgement.verdict(), sample, stepNs, events);
    }

    private PumpState advance(PumpState state, SensorSample sample, List<Event> events) {
        PumpState advanced = parts.advance(state, sample.motor(), Optional.empty(), events);
        return requests.isLoadingDue(advanced)
                ? requests.bolus(advanced, new Command.RequestBolus(BolusLog.Kind.LOADING, "program"), events)
                : advanced;
    }

    /** A position that no shaft can have is as far as one can be: over-infusion, not an overflow. */
    private static TickInput withinReach(TickInput read) {
        MotorSample motor = read.sample().motor();
        long encoder = Math.clamp(motor.encoderMicrosteps(), -FARTHEST_MICROSTEPS, FARTHEST_MICROSTEPS);
        long drive = Math.clamp(motor.driveMicrosteps(), -FARTHEST_MICROSTEPS, FARTHEST_MICROSTEPS);
        if (encoder == motor.encoderMicrosteps() && drive == motor.driveMicrosteps()) {
            return read;
        }
        SensorSample sample = read.sample();
        MotorSample near = new MotorSample(encoder, drive, motor.positionSurvived(), motor.driverFault());
        SensorSample clamped =
                new SensorSample(sample.clock(), near, sample.line(), sample.enclosure(), sample.power());
        return new TickInput(clamped, read.commands(), read.granted());
    }

    /** An armed monitor that holds another order's envelope lets nothing flow: that is told at once. */
    private static TickInput underItsGuard(PumpState before, TickInput read) {
        Guard guard = read.sample().enclosure().supervision().guard();
        boolean isOther =
                guard.fitted() && guard.armed() && before.phase().isRunning() && !isGuarded(before, read.sample());
        if (!isOther) {
            return read;
        }
        SensorSample sample = read.sample();
        Supervision told = sample.enclosure().supervision();
        Supervision overdue = new Supervision(
                told.monitorTripped(),
                told.selfTestFailed(),
                told.tampered(),
                new Guard(true, guard.envelopeId(), true, true, guard.forgetful()),
                told.faults());
        return new TickInput(sample.with(overdue), read.commands(), read.granted());
    }

    private static PumpState atNow(PumpState before, TickInput input) {
        SensorSample sample = input.sample();
        boolean jumped = before.clocks().wallJumped(sample.clock());
        boolean stageOn = !before.flags().stageOff();
        PumpState timed = before.withShaft(stageOn ? before.shaft().heldBackBy(sample.motor()) : before.shaft())
                .withClocks(before.clocks().at(sample.clock()))
                .granted(input.granted().authority())
                .withFlags(before.flags()
                        .withDoorAndKeys(sample.enclosure())
                        .withJournalDown(!input.granted().stores().keepDecisions()));
        return jumped ? timed.withFlags(timed.flags().withClockUnsure(true)) : timed;
    }

    private PumpState obeyAll(PumpState state, TickInput input, List<Event> events) {
        SensorSample sample = input.sample();
        PumpState settled = state.phase() == Phase.RECOVERING ? settling.step(state, sample, events) : state;
        PumpState obeyed = obeyKeys(settled, sample, events);
        List<Command> asked = input.commands();
        for (int i = 0; i < asked.size(); i++) {
            obeyed = commands.obey(obeyed, asked.get(i), sample, events);
        }
        return obeyed;
    }

    /** The hard keys: stop as long as it is held, start and dose at the tick that sees them pressed. */
    private PumpState obeyKeys(PumpState state, SensorSample sample, List<Event> events) {
        if (CommandDesk.stopKeyCounts(state, sample)) {
            return state.phase().isRunning()
                    ? commands.obey(state, new Command.Pause("stop key"), sample, events)
                    : state;
        }
        Keys pressed = state.flags().doorAndKeys().pressed();
        PumpState started =
                pressed.start() ? commands.obey(state, new Command.Start("start key"), sample, events) : state;
        return pressed.dose() ? commands.obey(started, DOSE_KEY, sample, events) : started;
    }

    private SafetyMonitor.Judgement judge(PumpState state, TickInput input, long stepNs, List<Event> events) {
        long tag = state.order().map(Order::tag).orElse(0L);
        long limit = state.grants().limit(tag, state.course().part());
        Observation now =
                circumstances.observe(state, input.sample(), input.granted().stores(), stepNs);
        return SafetyMonitor.judge(state.safety(), now, limit, events);
    }

    private static PumpState obeyVerdict(PumpState state, Verdict verdict, List<Event> events) {
        return switch (verdict) {
            case Verdict.Permit _ -> state;
            case Verdict.Halt halt -> stopped(state, halt.row(), events);
            case Verdict.Relief relief -> stopped(state, relief.row(), events);
        };
    }

    private static PumpState stopped(PumpState state, AlarmRow row, List<Event> events) {
        if (!state.phase().isRunning()) {
            return state;
        }
        events.add(new Event.InfusionStopped(state.course().part(), row.code()));
        return state.withPhase(Phase.STOPPED);
    }

    private TickRecord move(PumpState state, Verdict verdict, SensorSample sample, long stepNs, List<Event> events) {
        MotorSample motor = sample.motor();
        boolean stageOn = !state.flags().stageOff();
        boolean isGuarded = isGuarded(state, sample);
        PumpState planned = isGuarded ? plan(state, motor, stepNs, events) : state;
        boolean runs = planned.phase().isRunning() && !planned.segment().rate().isZero();
        Demand demand = runs ? TherapyPlanner.demand(planned.segment(), planned.progress()) : Demand.NONE;
        long wantedTravel = runs ? parts.wantedTravelOf(planned) : planned.commandedTravel();
        boolean mayMove = runs && stageOn && isGuarded && parts.isCovered(planned);
        MotorCommand command =
                switch (verdict) {
                    case Verdict.Halt halt -> MotionPlanner.stop(halt);
                    case Verdict.Permit permit ->
                        mayMove
                                ? MotionPlanner.advance(wantedTravel, permit, planned.shaft(), motor)
                                : MotorCommand.HOLD;
                    case Verdict.Relief relief ->
                        stageOn
                                ? MotionPlanner.relieve(relief, planned.shaft(), setup.microstep(), motor)
                                : MotorCommand.HOLD;
                };
        boolean starved = runs && isGuarded && isStarved(planned, verdict, wantedTravel);
        PumpState moved = noteCommand(planned, command, starved ? Math.min(stepNs, MOST_STARVED_NS) : NOT_STARVED);
        boolean staysOn = stageOn && !moved.flags().stageOff();
        return finish(moved, new Move(command, demand, staysOn), sample, events);
    }

    /** Without the monitor's leave the motor has no power: the program waits. */
    private static boolean isGuarded(PumpState state, SensorSample sample) {
        Guard guard = sample.enclosure().supervision().guard();
        return !guard.fitted()
                || state.order().isEmpty()
                || guard.permits(state.order().get().envelopeId());
    }

    private boolean isStarved(PumpState state, Verdict verdict, long wantedTravel) {
        return switch (verdict) {
            case Verdict.Permit permit ->
                !parts.isCovered(state)
                        || wantedTravel
                                > permit.limitMicrosteps() - state.shaft().widthMicrosteps();
            case Verdict.Halt _, Verdict.Relief _ -> false;
        };
    }

    /**
     * What a tick does with the motor.
     *
     * @param driveCounts the sample was taken with the stage on, and it stays on, so the driver's position can be
     *     compared with the encoder's
     */
    private record Move(MotorCommand command, Demand demand, boolean driveCounts) {}

    /** Moves the program on, once the part has its first authority. */
    private PumpState plan(PumpState state, MotorSample motor, long stepNs, List<Event> events) {
        boolean runs = state.phase().isRunning() && !state.segment().rate().isZero() && parts.isCovered(state);
        Progress before = state.progress();
        Progress next = runs ? advanced(state, motor, stepNs) : before;
        boolean episodeIsOver = next.droppedNs() == before.droppedNs() && next.droppedMs() > 0;
        if (!episodeIsOver) {
            return runs ? state.withProgress(next) : state;
        }
        events.add(
                new Event.ShortfallDropped(state.course().part(), next.droppedMs(), "flow lagged behind its program"));
        return state.withProgress(next.withDropJournalled());
    }

    private Progress advanced(PumpState state, MotorSample motor, long stepNs) {
        Volume slack = setup.microstep().volumeOfCeil(state.shaft().blindMicrosteps());
        return TherapyPlanner.advance(state.segment(), state.progress(), stepNs, parts.givenOf(state, motor), slack);
    }

    /** @param starvedNs time of this tick in which flow was due without authority; {@link #NOT_STARVED} for none */
    private static PumpState noteCommand(PumpState state, MotorCommand command, long starvedNs) {
        long reached =
                switch (command) {
                    case MotorCommand.MoveTo to -> state.shaft().travelAtTarget(to.targetMicrosteps());
                    case MotorCommand.Hold _, MotorCommand.Off _ -> state.commandedTravel();
                };
        long starvedForNs = starvedNs == NOT_STARVED ? 0 : state.clocks().starvedNs() + starvedNs;
        PumpState noted =
                state.withCommandedTravel(reached).withClocks(state.clocks().starvedFor(starvedForNs));
        return noteStage(noted, command instanceof MotorCommand.Off);
    }

    /** Off throws away what the driver counted: when it is on again it counts from the encoder. */
    private static PumpState noteStage(PumpState state, boolean isOff) {
        PumpState noted = state.flags().stageOff() == isOff
                ? state
                : state.withFlags(state.flags().withStage(isOff));
        return isOff ? noted.withShaft(noted.shaft().countedFromEncoder()) : noted;
    }

    private TickRecord finish(PumpState state, Move move, SensorSample sample, List<Event> events) {
        MotorSample motor = sample.motor();
        long nowNs = state.clocks().tickNs();
        Optional<Authority> wanted = authorities.want(state, motor);
        boolean trust = !motor.positionSurvived() && state.lastKnown().isEmpty() && isSettled(state);
        PumpState after = state;
        if (wanted.isPresent()) {
            if (wanted.get().reverse() > 0) {
                events.add(backOff.begun(state, wanted.get()));
            }
            after = after.withGrants(after.grants().ask(wanted.get(), nowNs));
            after = move.driveCounts() ? after.withShaft(after.shaft().withSlipFrom(motor)) : after;
        }
        if (after.phase().isRunning() && nowNs - after.clocks().foldNs() >= FOLD_EVERY_NS) {
            events.add(fold(after, motor));
            after = after.withClocks(after.clocks().withFoldNow());
        }
        return new TickRecord(
                after,
                move.command(),
                AlarmSignal.at(after.safety().board(), nowNs),
                move.demand(),
                events,
                wanted,
                trust);
    }

    /**
     * What was settled is durable, so the driver's reset flag has told all it had to tell. The width counts too: after
     * two cuts in a row the anchor can be what it was, and the interval is wider.
     */
    private static boolean isSettled(PumpState state) {
        Authority durable = state.grants().durable();
        return state.order().isEmpty()
                || (!state.grants().isPending()
                        && state.shaft().isReferenceOf(durable.scale(), durable.width())
                        && durable.order() == state.order().get().tag());
    }

    private Event fold(PumpState state, MotorSample motor) {
        long lower = state.shaft().lower(motor);
        long upper = state.shaft().upper(motor);
        return new Event.LedgerFold(
                state.course().part(),
                lower,
                upper,
                state.grants().durable().authorised(),
                parts.volumeSinceStart(lower, state.course().startLower()),
                parts.mostVolumeSinceStart(upper, state.course().startUpper()));
    }
}
