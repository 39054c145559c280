package org.steadyflow.firmware.control;

import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.therapy.Flow;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;

/** How far an order is, for people. Pure. */
final class OrderProgress {
    private static final long PERSON_DECIDES = -1;
    private static final long NS_PER_MS = 1_000_000;

    private final MicrostepVolume microstep;
    private final PumpState state;
    private final Order order;
    private final Segment segment;
    private final long travelLower;
    private final long travelUpper;

    OrderProgress(MicrostepVolume microstep, PumpState state, Order order, TickInput input) {
        this.microstep = microstep;
        this.state = state;
        this.order = order;
        // what is about to begin says more than the time until it does
        this.segment = state.phase() == Phase.READY ? firstFlow(state) : state.segment();
        MotorSample motor = input.sample().motor();
        Authority ledger = input.granted().authority();
        boolean isSettled = state.phase() != Phase.RECOVERING;
        boolean ledgerIsOurs = ledger.order() == order.tag();
        // before the shaft is settled the ledger is all that is known
        this.travelLower = isSettled ? state.shaft().lower(motor) : ledgerIsOurs ? ledger.settled() : 0;
        this.travelUpper = isSettled ? state.shaft().upper(motor) : ledgerIsOurs ? ledger.authorised() : 0;
    }

    OrderStatus status() {
        Prescription prescription = order.prescription();
        Program program = order.program();
        long partLower = partLower();
        long partUpper = Math.max(nanolitresUp(travelUpper - state.course().startUpper()), partLower);
        long totalLower = dosesLower(partLower);
        long width = nanolitresUp(travelUpper - travelLower);
        OrderOutline outline = new OrderOutline(state, order);
        return new OrderStatus(
                prescription.id(),
                prescription.patient(),
                prescription.drug().name(),
                prescription.drug().concentration().map(OrderProgress::text).orElse(""),
                prescription.route().name(),
                state.course().part(),
                segment.name(),
                dose(segment),
                doses(program),
                TherapyPlanner.rateAt(segment, state.progress()).nanolitresPerHour(),
                segment.volume().nanolitres(),
                partLower,
                partUpper,
                program.volumeToInfuse().nanolitres(),
                totalLower,
                totalLower + width,
                timeLeftMs(partLower),
                nextDoseWallMs(program),
                state.prompt().orElse(""),
                outline.bolus(),
                outline.titration(),
                outline.course(ofPartMs(partLower)));
    }

    private long partLower() {
        return Math.max(
                microstep.volumeOf(travelLower - state.course().startLower()).nanolitres(), 0);
    }

    /**
     * Doses alone: all travel counts keep-open flow, and the program's sum counts doses that were left out; what is
     * smaller is nearer to what all doses have given.
     */
    private long dosesLower(long partLower) {
        long before = order.program().deliveredBefore(state.course().part()).nanolitres();
        long byProgram =
                switch (segment) {
                    case Segment.Deliver deliver -> before + (deliver.purpose().isOrdered() ? partLower : 0);
                    case Segment.Wait _ -> before;
                };
        return Math.max(Math.min(byProgram, microstep.volumeOf(travelLower).nanolitres()), 0);
    }

    private static Segment firstFlow(PumpState state) {
        Program program = state.program();
        for (int part = state.course().part(); part < program.end(); part++) {
            if (program.segment(part) instanceof Segment.Deliver) {
                return program.segment(part);
            }
        }
        return state.segment();
    }

    private long ofPartMs(long partLower) {
        return switch (segment) {
            case Segment.Deliver deliver -> Math.max(OrderOutline.lastsMs(deliver) - timeLeftMs(partLower), 0);
            case Segment.Wait _ -> 0;
        };
    }

    private long timeLeftMs(long partLower) {
        return switch (segment) {
            case Segment.Deliver deliver ->
                switch (deliver.flow()) {
                    case Flow.Constant constant -> {
                        long leftNl = Math.max(deliver.volume().nanolitres() - partLower, 0);
                        yield constant.rate()
                                .durationFor(Volume.ofNanolitres(leftNl))
                                .toMillis();
                    }
                    case Flow.Ramp ramp ->
                        ramp.lasting().toMillis() - state.progress().elapsedNs() / NS_PER_MS;
                };
            case Segment.Wait _ -> PERSON_DECIDES;
        };
    }

    /** The dose that this wait is for, or that comes after the one that runs. */
    private long nextDoseWallMs(Program program) {
        int part = state.course().part();
        long now = state.course().dueWallMs();
        boolean hasNext = part + 1 < program.end();
        return now == 0 && hasNext ? dueWallMs(program.segment(part + 1)) : now;
    }

    /** Of a dose at an interval: one by the clock is told when its wait has begun. */
    private long dueWallMs(Segment next) {
        boolean isAtInterval = next instanceof Segment.Wait wait
                && wait.end() instanceof WaitEnd.NextDose dose
                && dose.times() instanceof DoseTimes.Every;
        return isAtInterval
                ? state.course().lastDoseStartWallMs()
                        + ((WaitEnd.NextDose) ((Segment.Wait) next).end())
                                .times()
                                .shortest()
                                .toMillis()
                : 0;
    }

    private static int doses(Program program) {
        for (int part = program.end() - 1; part >= program.firstPart(); part--) {
            int dose = dose(program.segment(part));
            if (dose > 0) {
                return dose;
            }
        }
        return 0;
    }

    private static int dose(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver -> deliver.dose();
            case Segment.Wait _ -> 0;
        };
    }

    private static String text(Concentration concentration) {
        return concentration.amountPerMl().toPlainString() + " "
                + concentration.unit().symbol() + "/mL";
    }

    private long nanolitresUp(long microsteps) {
        return microstep.volumeOfCeil(microsteps).nanolitres();
    }
}
