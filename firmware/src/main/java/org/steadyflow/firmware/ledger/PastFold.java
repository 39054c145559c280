package org.steadyflow.firmware.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Past;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.telemetry.message.Event;

/** Folds what orders leave to the next: which were started, and what doses on request they gave. One thread. */
final class PastFold {
    private final List<Over> over = new ArrayList<>();
    private Past past = Past.NONE;

    /** An order that was started and is over; its drug is in its text. */
    private record Over(String text, BolusLog boluses, long wallMs, long upMs) {
        boolean counts(long nowMs) {
            return BolusLog.counts(boluses.recent(), upMs, nowMs);
        }
    }

    void started(String sha256, long wallMs, long upMs) {
        past = past.started(sha256, wallMs, upMs);
    }

    /** Texts are kept no longer than a window counts what they gave. */
    void ended(Event.PrescriptionAccepted order, BolusLog boluses, long wallMs, long upMs) {
        over.removeIf(one -> !one.counts(upMs));
        Optional<Past.Used> own = past.usedBy(order.sha256());
        if (own.isPresent()) {
            past = past.endedAt(own.get(), wallMs);
            over.add(new Over(order.text(), boluses, wallMs, upMs));
        }
    }

    /** @param reader makes an order of a stored text; what it cannot read any more, nothing can be counted of */
    Past past(Function<String, Optional<Order>> reader) {
        Past known = past;
        for (Over one : over) {
            Optional<Order> order = reader.apply(one.text());
            if (order.isPresent()) {
                known = known.ended(order.get(), one.boluses(), one.wallMs(), one.upMs());
            }
        }
        return known;
    }
}
