package org.steadyflow.firmware.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.therapy.Amendment;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/** Folds what people asked of a running prescription: its boluses, and the changes of its program. One thread. */
public final class RequestFold {
    private final List<Change> changes = new ArrayList<>();
    private BolusLog boluses = BolusLog.EMPTY;

    /** One change of the program, in the order in which they were made. */
    private record Change(int part, long keptNl, Amendment amendment) {}

    /** A new prescription: nobody has asked anything of it. */
    void clear() {
        changes.clear();
        boluses = BolusLog.EMPTY;
    }

    /** Takes one of the events of requests; others change nothing. */
    void add(Event event, long upMs) {
        switch (event) {
            case Event.BolusGranted granted -> {
                boluses = boluses.with(kind(granted.kind()), granted.volumeNl(), granted.lastsMs(), upMs);
                change(granted.part(), granted.keptNl(), new Amendment.Bolus(new Volume(granted.volumeNl())));
            }
            case Event.BolusRefused refused ->
                boluses = boluses.withRefused(kind(refused.kind()), refusal(refused.reason()), upMs);
            case Event.RateChanged changed ->
                change(
                        changed.part(),
                        changed.keptNl(),
                        new Amendment.Rate(new FlowRate(changed.nanolitres(), changed.perNs())));
            case Event.RampDownBegun begun -> change(begun.part(), begun.keptNl(), new Amendment.RampDown());
            default -> {}
        }
    }

    private void change(int part, long keptNl, Amendment amendment) {
        changes.add(new Change(part, keptNl, amendment));
    }

    private static BolusLog.Kind kind(String name) {
        for (BolusLog.Kind kind : BolusLog.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return BolusLog.Kind.CLINICIAN;
    }

    private static BolusLog.Refusal refusal(String reason) {
        for (BolusLog.Refusal refusal : BolusLog.Refusal.values()) {
            if (refusal.name().equals(reason)) {
                return refusal;
            }
        }
        return BolusLog.Refusal.LOCKOUT;
    }

    /** Doses on request so far. */
    public BolusLog boluses() {
        return boluses;
    }

    /** The order with its program as people have changed it; empty where a change does not fit it. */
    Optional<Order> applyTo(Order order) {
        Program program = order.program();
        for (Change change : changes) {
            boolean isKnown = change.part() >= program.firstPart() && change.part() < program.end();
            Optional<Program> next = isKnown
                    ? Amendment.amend(
                            order.prescription(),
                            program,
                            change.part(),
                            new Volume(change.keptNl()),
                            change.amendment())
                    : Optional.empty();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            program = next.get();
        }
        return Optional.of(order.withProgram(program));
    }
}
