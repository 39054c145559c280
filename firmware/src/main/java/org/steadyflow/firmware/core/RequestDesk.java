package org.steadyflow.firmware.core;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.firmware.therapy.Amendment;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/**
 * Changes of a running program that people may ask for: a dose on request, another rate, an early ramp down. What was
 * given stays; the running part ends where the motor has been sent, and the rest is compiled anew. A refused request
 * changes nothing but its count, and is journalled.
 */
final class RequestDesk {
    private final MicrostepVolume microstep;
    private final LibraryDesk library;

    RequestDesk(MicrostepVolume microstep, LibraryDesk library) {
        this.microstep = microstep;
        this.library = library;
    }

    /** The loading dose of a patient-controlled regimen comes when its first part begins, before any other. */
    boolean isLoadingDue(PumpState state) {
        return state.phase().isRunning()
                && !state.boluses().loaded()
                && state.order().orElseThrow().prescription().regimen() instanceof Regimen.PatientControlled regimen
                && regimen.loading().isPositive()
                && takesBolus(state)
                && !state.flags().journalDown();
    }

    PumpState bolus(PumpState state, Command.RequestBolus request, List<Event> events) {
        Optional<Regimen.PatientControlled> regimen = state.order()
                .map(order -> order.prescription().regimen())
                .filter(Regimen.PatientControlled.class::isInstance)
                .map(Regimen.PatientControlled.class::cast);
        boolean isOrdered = regimen.isPresent()
                && BolusLog.volumeOf(regimen.get(), request.kind()).isPositive();
        String obstacle = isOrdered ? obstacleToBolus(state) : "the prescription has no such dose";
        if (!obstacle.isEmpty()) {
            events.add(new Event.CommandRefused("bolus", request.by(), obstacle));
            return state;
        }
        return decide(state, regimen.orElseThrow(), request, events);
    }

    private static String obstacleToBolus(PumpState state) {
        if (!state.phase().isRunning()) {
            return "nothing is running";
        }
        return state.flags().journalDown() ? StoreHealth.NOTHING_NEW : "";
    }

    private PumpState decide(
            PumpState state, Regimen.PatientControlled regimen, Command.RequestBolus request, List<Event> events) {
        BolusLog log = state.boluses();
        long nowMs = state.clocks().upMs();
        Optional<BolusLog.Refusal> refusal = log.refusal(regimen, request.kind(), nowMs);
        if (refusal.isPresent()) {
            return refuse(state, request, refusal.get(), events);
        }
        if (!takesBolus(state)) {
            return refuse(state, request, BolusLog.Refusal.RUNNING, events);
        }
        Volume volume = BolusLog.volumeOf(regimen, request.kind());
        Volume kept = sentTo(state);
        Optional<PumpState> amended = amended(state, kept, new Amendment.Bolus(volume));
        if (amended.isEmpty()) {
            return refuse(state, request, BolusLog.Refusal.EMPTY, events);
        }
        long lastsMs = BolusLog.lastsMs(regimen, volume);
        BolusLog granted = log.with(request.kind(), volume.nanolitres(), lastsMs, nowMs);
        events.add(new Event.BolusGranted(
                state.course().part(),
                kept.nanolitres(),
                request.kind().name(),
                volume.nanolitres(),
                lastsMs,
                granted.attempts(),
                request.by()));
        return amended.get().withBoluses(granted);
    }

    private static PumpState refuse(
            PumpState state, Command.RequestBolus request, BolusLog.Refusal why, List<Event> events) {
        BolusLog after =
                state.boluses().withRefused(request.kind(), why, state.clocks().upMs());
        events.add(new Event.BolusRefused(
                state.course().part(), request.kind().name(), why.name(), after.attempts(), request.by()));
        return state.withBoluses(after);
    }

    /** No bolus runs or is about to, and the program has come to where boluses are given. */
    private static boolean takesBolus(PumpState state) {
        int next = state.course().part() + 1;
        boolean isComing =
                next < state.program().end() && Parts.isBolus(state.program().segment(next));
        return !isComing
                && switch (state.segment()) {
                    case Segment.Deliver deliver ->
                        switch (deliver.purpose()) {
                            case DOSE -> true;
                            case BOLUS, FLUSH, RUN_ON -> false;
                        };
                    case Segment.Wait wait -> wait.end() instanceof WaitEnd.Request;
                };
    }

    PumpState titrate(PumpState state, Command.Titrate request, List<Event> events) {
        String obstacle = obstacleToRate(state, request.rate());
        Volume kept = obstacle.isEmpty() ? sentTo(state) : Volume.ZERO;
        Optional<PumpState> amended =
                obstacle.isEmpty() ? amended(state, kept, new Amendment.Rate(request.rate())) : Optional.empty();
        if (amended.isEmpty()) {
            String why = obstacle.isEmpty() ? "nothing of the ordered volume runs" : obstacle;
            events.add(new Event.CommandRefused("titrate", request.by(), why));
            return state;
        }
        events.add(new Event.RateChanged(
                state.course().part(),
                kept.nanolitres(),
                request.rate().nanolitres(),
                request.rate().perNs(),
                request.by()));
        return amended.get();
    }

    private String obstacleToRate(PumpState state, FlowRate rate) {
        Optional<Titration> titration = state.order()
                .map(Order::prescription)
                .map(Prescription::regimen)
                .flatMap(RequestDesk::titrationOf);
        if (titration.isEmpty() || !isUnderWay(state)) {
            return titration.isEmpty() ? "the prescription has no other rate" : "nothing is running";
        }
        if (state.flags().journalDown()) {
            return StoreHealth.NOTHING_NEW;
        }
        Titration allowed = titration.get();
        if (!allowed.allows(rate)) {
            return "the rate must be from " + allowed.least() + " to " + allowed.most();
        }
        FlowRate now = TherapyPlanner.rateAt(state.segment(), state.progress());
        boolean isTooFar = allowed.step().isPresent()
                && (rate.compareTo(now.plus(allowed.step().get())) > 0
                        || now.compareTo(rate.plus(allowed.step().get())) > 0);
        return isTooFar
                ? "one change is at most " + allowed.step().get() + ", and the rate is " + now
                : library.obstacleToRate(state.order().orElseThrow().prescription(), rate);
    }

    private static Optional<Titration> titrationOf(Regimen regimen) {
        return switch (regimen) {
            case Regimen.Continuous continuous -> continuous.titration();
            case Regimen.Stepped stepped -> stepped.titration();
            case Regimen.Intermittent _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                Optional.empty();
        };
    }

    PumpState rampDown(PumpState state, Command.RampDown request, List<Event> events) {
        if (state.flags().journalDown()) {
            events.add(new Event.CommandRefused("ramp_down", request.by(), StoreHealth.NOTHING_NEW));
            return state;
        }
        Volume kept = isUnderWay(state) ? sentTo(state) : Volume.ZERO;
        Optional<PumpState> amended =
                isUnderWay(state) ? amended(state, kept, new Amendment.RampDown()) : Optional.empty();
        if (amended.isEmpty()) {
            events.add(new Event.CommandRefused("ramp_down", request.by(), "no ramp down is left to begin"));
            return state;
        }
        events.add(new Event.RampDownBegun(state.course().part(), kept.nanolitres(), request.by()));
        return amended.get();
    }

    private static boolean isUnderWay(PumpState state) {
        return switch (state.phase()) {
            case INFUSING, PAUSED, STOPPED -> true;
            case RECOVERING, IDLE, READY, WAITING, COMPLETE -> false;
        };
    }

    /** How far the motor has been sent in the running part: no change may ask for less. */
    private Volume sentTo(PumpState state) {
        long travel =
                state.commandedTravel() + state.countOffset() - state.course().partStart();
        Volume sent = microstep.volumeOfCeil(Math.max(travel, 0));
        return sent.orMore(new Volume(state.progress().dueNl()))
                .orLess(state.segment().volume());
    }

    private static Optional<PumpState> amended(PumpState state, Volume kept, Amendment amendment) {
        Order order = state.order().orElseThrow();
        Optional<Program> program = Amendment.amend(
                order.prescription(), order.program(), state.course().part(), kept, amendment);
        return program.map(next -> state.withOrder(Optional.of(order.withProgram(next))));
    }
}
