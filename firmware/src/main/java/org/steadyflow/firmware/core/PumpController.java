package org.steadyflow.firmware.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.motion.MotionPlanner;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.safety.AlarmSignal;
import org.steadyflow.firmware.safety.SafetyMonitor;
import org.steadyflow.firmware.safety.Situation;
import org.steadyflow.firmware.safety.Standing;
import org.steadyflow.firmware.safety.Verdict;
import org.steadyflow.firmware.therapy.Demand;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.telemetry.message.Event;

/** The pump as one pure function of a tick. Without state of its own; any thread. */
public final class PumpController {
    private static final long FOLD_EVERY_NS = 60_000_000_000L;
    /** Flow that has been due for this long without authority is an alarm. */
    private static final long STARVED_NS = 300_000_000L;

    private final PumpSetup setup;
    private final Parts parts;
    private final CommandDesk commands;
    private final AuthorityDesk authorities;
    private final Settling settling;

    public PumpController(PumpSetup setup) {
        this.setup = setup;
        this.parts = new Parts(setup.microstep());
        this.commands = new CommandDesk(parts);
        this.authorities = new AuthorityDesk(setup.microstep(), parts);
        this.settling = new Settling(setup.microstep());
    }

    /** One tick. Never throws for what the world or people do; an exception is a broken invariant of ours. */
    public TickRecord step(PumpState before, TickInput input) {
        List<Event> events = new ArrayList<>(0);
        SensorSample sample = input.sample();
        long stepNs = before.clocks().stepNs(sample.clock());
        PumpState timed = atNow(before, input);
        PumpState asked = obeyAll(timed, input, events);
        SafetyMonitor.Judgement judgement = judge(asked, sample, input.granted(), stepNs, events);
        PumpState judged = obeyVerdict(asked.withSafety(judgement.state()), judgement.verdict(), events);
        PumpState advanced = judged.phase().isRunning() ? parts.advance(judged, sample.motor(), false, events) : judged;
        boolean stopsNow = before.phase().isRunning() && !advanced.phase().isRunning();
        if (stopsNow) {
            events.add(fold(advanced, sample.motor()));
        }
        return move(advanced, judgement.verdict(), sample, stepNs, events);
    }

    private static PumpState atNow(PumpState before, TickInput input) {
        SensorSample sample = input.sample();
        boolean jumped = before.clocks().wallJumped(sample.clock());
        boolean startKey = sample.enclosure().startKey();
        PumpState timed = before.withClocks(before.clocks().at(sample.clock()))
                .withGrants(before.grants().withDurable(input.granted().authority()))
                .withFlags(before.flags().withInputs(sample.enclosure().doorClosed(), startKey));
        return jumped ? timed.withFlags(timed.flags().withClockUnsure()) : timed;
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

    /** The hard keys: stop as long as it is held, start at the tick that sees it pressed. */
    private PumpState obeyKeys(PumpState state, SensorSample sample, List<Event> events) {
        if (sample.enclosure().stopKey()) {
            return state.phase().isRunning()
                    ? commands.obey(state, new Command.Pause("stop key"), sample, events)
                    : state;
        }
        return state.flags().startPressed()
                ? commands.obey(state, new Command.Start("start key"), sample, events)
                : state;
    }

    private SafetyMonitor.Judgement judge(
            PumpState state, SensorSample sample, Granted granted, long stepNs, List<Event> events) {
        long tag = state.order().map(Order::tag).orElse(0L);
        long limit = state.grants().limit(tag, state.course().part());
        return SafetyMonitor.judge(
                state.safety(),
                sample,
                situation(state, sample),
                standing(state, granted),
                setup.microstep(),
                stepNs,
                limit,
                events);
    }

    private Situation situation(PumpState state, SensorSample sample) {
        MotorSample motor = sample.motor();
        boolean armed = state.order().isPresent() && state.phase() != Phase.RECOVERING;
        long shaft = state.shaft().lower(motor);
        long drive = motor.driveMicrosteps() - state.shaft().anchorMicrosteps();
        long commanded = armed ? state.commandedTravel() : shaft;
        return new Situation(
                armed,
                flowIsWanted(state),
                state.flags().freshLine(),
                flowIsWanted(state) ? state.segment().rate() : FlowRate.ZERO,
                commanded,
                shaft,
                drive,
                armed ? containerLeft(state, shaft) : 0,
                armed ? state.order().orElseThrow().prescription().limits() : LineLimits.USUAL,
                airRules(state));
    }

    private long containerLeft(PumpState state, long shaft) {
        long usable = setup.microstep()
                .microstepsIn(
                        state.order().orElseThrow().prescription().container().usable());
        return usable - (shaft - state.course().containerStart());
    }

    private static boolean airRules(PumpState state) {
        Route route = state.order().map(o -> o.prescription().route()).orElse(Route.INTRAVENOUS_PERIPHERAL);
        return switch (route) {
            case INTRAVENOUS_PERIPHERAL, INTRAVENOUS_CENTRAL -> true;
            case SUBCUTANEOUS, EPIDURAL, ENTERAL -> false;
        };
    }

    private static boolean flowIsWanted(PumpState state) {
        return state.phase().isRunning()
                && !state.segment().rate().isZero()
                && state.progress().dueNl() < state.segment().volume().nanolitres();
    }

    private Standing standing(PumpState state, Granted granted) {
        Phase phase = state.phase();
        long inPhaseNs = state.clocks().tickNs() - state.clocks().phaseNs();
        boolean halted = phase == Phase.PAUSED || phase == Phase.STOPPED;
        boolean afterEnd = phase == Phase.WAITING
                && flowIsWanted(state)
                && state.order()
                        .orElseThrow()
                        .program()
                        .isAllDeliveredAt(state.course().part());
        long pendingNs = state.grants().isPending()
                ? state.clocks().tickNs() - state.grants().askedNs()
                : 0;
        return new Standing(
                state.flags().complete(),
                afterEnd,
                halted ? inPhaseNs : 0,
                phase == Phase.READY ? inPhaseNs : 0,
                granted.storeFailed(),
                pendingNs,
                state.clocks().starvedNs() > STARVED_NS,
                state.flags().volumeUnsure(),
                state.flags().clockUnsure(),
                setup.pharmacyExpected()
                        ? state.clocks().tickNs() - state.clocks().presenceNs()
                        : 0,
                state.order().map(o -> o.prescription().lifeSustaining()).orElse(false));
    }

    private static PumpState obeyVerdict(PumpState state, Verdict verdict, List<Event> events) {
        return switch (verdict) {
            case Verdict.Permit _ -> state;
            case Verdict.Halt halt -> {
                if (!state.phase().isRunning()) {
                    yield state;
                }
                events.add(new Event.InfusionStopped(
                        state.course().part(), halt.row().code()));
                yield state.withPhase(Phase.STOPPED);
            }
        };
    }

    private TickRecord move(PumpState state, Verdict verdict, SensorSample sample, long stepNs, List<Event> events) {
        MotorSample motor = sample.motor();
        PumpState planned = plan(state, motor, stepNs, events);
        boolean runs = planned.phase().isRunning() && !planned.segment().rate().isZero();
        Demand demand = runs ? TherapyPlanner.demand(planned.segment(), planned.progress()) : Demand.NONE;
        long wantedTravel = runs
                ? planned.course().partStart() - planned.countOffset() + parts.travelOf(planned, demand.ahead())
                : planned.commandedTravel();
        boolean stageOn = !planned.flags().stageOff();
        MotorCommand command =
                switch (verdict) {
                    case Verdict.Halt halt -> MotionPlanner.stop(halt);
                    case Verdict.Permit permit ->
                        runs && stageOn
                                ? MotionPlanner.advance(wantedTravel, permit, planned.shaft(), motor)
                                : MotorCommand.HOLD;
                };
        PumpState moved = noteCommand(planned, command, verdict, wantedTravel, runs, stepNs);
        return finish(moved, new Move(command, demand, stageOn), sample, events);
    }

    /**
     * What a tick does with the motor.
     *
     * @param driveCounts the sample was taken with the stage on, so the driver's position can be compared with the
     *     encoder's
     */
    private record Move(MotorCommand command, Demand demand, boolean driveCounts) {}

    /** Moves the program on, once the part has its first authority. */
    private PumpState plan(PumpState state, MotorSample motor, long stepNs, List<Event> events) {
        boolean covered = state.phase().isRunning()
                && state.grants().durable().order()
                        == state.order().orElseThrow().tag()
                && state.grants().durable().part() == state.course().part();
        if (!covered || state.segment().rate().isZero()) {
            return state;
        }
        Segment segment = state.segment();
        var next = TherapyPlanner.advance(
                segment, state.progress(), stepNs, parts.givenOf(state, motor), setup.encoderSlack());
        boolean recovered =
                next.droppedNs() > 0 && next.droppedNs() == state.progress().droppedNs();
        if (recovered) {
            events.add(new Event.ShortfallDropped(
                    state.course().part(), next.droppedNs() / 1_000_000, "flow lagged behind its program"));
        }
        return state.withProgress(recovered ? next.withDropJournalled() : next);
    }

    private static PumpState noteCommand(
            PumpState state, MotorCommand command, Verdict verdict, long wantedTravel, boolean runs, long stepNs) {
        long reached =
                switch (command) {
                    case MotorCommand.MoveTo to ->
                        to.targetMicrosteps() - state.shaft().driveTarget(0);
                    case MotorCommand.Hold _, MotorCommand.Off _ -> state.commandedTravel();
                };
        boolean starved =
                switch (verdict) {
                    case Verdict.Permit permit ->
                        runs
                                && wantedTravel
                                        > permit.limitMicrosteps()
                                                - state.shaft().widthMicrosteps();
                    case Verdict.Halt _ -> false;
                };
        long starvedNs = starved ? state.clocks().starvedNs() + stepNs : 0;
        PumpState noted =
                state.withCommandedTravel(reached).withClocks(state.clocks().starvedFor(starvedNs));
        return noteStage(noted, command instanceof MotorCommand.Off);
    }

    /** Off throws away what the driver counted: when it is on again it counts from the encoder, and nothing is lost. */
    private static PumpState noteStage(PumpState state, boolean isOff) {
        PumpState noted = state.flags().stageOff() == isOff
                ? state
                : state.withFlags(state.flags().withStage(isOff));
        return isOff ? noted.withShaft(noted.shaft().withoutSlip()) : noted;
    }

    private TickRecord finish(PumpState state, Move move, SensorSample sample, List<Event> events) {
        MotorSample motor = sample.motor();
        long nowNs = state.clocks().tickNs();
        Optional<Authority> wanted = authorities.want(state, motor);
        boolean trust = !motor.positionSurvived() && state.lastKnown().isEmpty() && isSettled(state);
        PumpState after = state;
        if (wanted.isPresent()) {
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
                        && state.shaft().isReferenceOf(durable.anchor(), durable.width())
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
                setup.microstep().volumeOf(lower).nanolitres(),
                setup.microstep().volumeOfCeil(upper).nanolitres());
    }
}
