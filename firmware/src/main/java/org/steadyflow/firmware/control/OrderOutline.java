package org.steadyflow.firmware.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Purpose;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.OperatorMessage.BolusStatus;
import org.steadyflow.telemetry.message.OperatorMessage.CoursePiece;
import org.steadyflow.telemetry.message.OperatorMessage.CourseStatus;
import org.steadyflow.telemetry.message.OperatorMessage.TitrationStatus;

/** What an order allows people to ask for, and how its rate goes over time. Pure. */
final class OrderOutline {
    private static final long NS_PER_MS = 1_000_000;

    private final PumpState state;
    private final Order order;

    OrderOutline(PumpState state, Order order) {
        this.state = state;
        this.order = order;
    }

    BolusStatus bolus() {
        return switch (order.prescription().regimen()) {
            case Regimen.PatientControlled controlled -> bolus(controlled);
            case Regimen.Continuous _,
                    Regimen.Intermittent _,
                    Regimen.Stepped _,
                    Regimen.Tapered _,
                    Regimen.Sequence _ -> BolusStatus.NONE;
        };
    }

    private BolusStatus bolus(Regimen.PatientControlled controlled) {
        BolusLog log = state.boluses();
        long upMs = state.clocks().upMs();
        return new BolusStatus(
                controlled.demand().nanolitres(),
                controlled.clinicianBolus().nanolitres(),
                controlled.loading().nanolitres(),
                controlled.lockout().toMillis(),
                controlled.capPerHour().orElse(Volume.ZERO).nanolitres(),
                controlled.capPer4Hours().orElse(Volume.ZERO).nanolitres(),
                log.lockedForMs(controlled, upMs),
                log.attempts(),
                log.granted(),
                log.isCapReached(controlled, upMs),
                isBolusRunning());
    }

    private boolean isBolusRunning() {
        return state.phase().isRunning()
                && state.segment() instanceof Segment.Deliver deliver
                && deliver.purpose() == Purpose.BOLUS;
    }

    TitrationStatus titration() {
        Optional<Titration> titration =
                switch (order.prescription().regimen()) {
                    case Regimen.Continuous continuous -> continuous.titration();
                    case Regimen.Stepped stepped -> stepped.titration();
                    case Regimen.Intermittent _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                        Optional.empty();
                };
        return titration.map(OrderOutline::titration).orElse(TitrationStatus.NONE);
    }

    private static TitrationStatus titration(Titration titration) {
        return new TitrationStatus(
                titration.least().nanolitresPerHour(),
                titration.most().nanolitresPerHour(),
                titration.step().orElse(FlowRate.ZERO).nanolitresPerHour());
    }

    /** @param ofPartMs how much of the running part's time has passed */
    CourseStatus course(long ofPartMs) {
        return switch (order.prescription().regimen()) {
            case Regimen.Stepped _, Regimen.Tapered _, Regimen.Sequence _ -> pieces(ofPartMs);
            case Regimen.Continuous _, Regimen.Intermittent _, Regimen.PatientControlled _ -> CourseStatus.NONE;
        };
    }

    private CourseStatus pieces(long ofPartMs) {
        Program program = order.program();
        int running = state.course().part();
        List<CoursePiece> pieces = new ArrayList<>();
        long elapsedMs = 0;
        boolean asksAgain = false;
        for (int part = program.firstPart(); part < program.end(); part++) {
            Segment segment = program.segment(part);
            asksAgain |=
                    part > running && segment instanceof Segment.Wait wait && wait.end() instanceof WaitEnd.Confirm;
            if (segment instanceof Segment.Deliver deliver && deliver.purpose().isOrdered()) {
                pieces.add(piece(deliver));
                elapsedMs += part < running ? lastsMs(deliver) : part == running ? ofPartMs : 0;
            }
        }
        return new CourseStatus(pieces, elapsedMs, asksAgain);
    }

    private static CoursePiece piece(Segment.Deliver deliver) {
        long endNs = lastsMs(deliver) * NS_PER_MS;
        return new CoursePiece(
                deliver.name(),
                deliver.volume().nanolitres(),
                deliver.flow().at(0).nanolitresPerHour(),
                deliver.flow().at(endNs).nanolitresPerHour(),
                endNs / NS_PER_MS);
    }

    /** How long a part takes in all, without stops, milliseconds. */
    static long lastsMs(Segment.Deliver deliver) {
        return deliver.lasts().toMillis();
    }
}
