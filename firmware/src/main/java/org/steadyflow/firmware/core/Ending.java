package org.steadyflow.firmware.core;

import java.util.List;
import org.steadyflow.telemetry.message.Event;

/** The one way in which an order gets over: told, used up where it was started, and its doses count for the next. */
final class Ending {
    private Ending() {}

    static PumpState of(PumpState state, boolean complete, String by, List<Event> events) {
        Order order = state.order().orElseThrow();
        events.add(new Event.PrescriptionEnded(order.prescription().id(), complete, by));
        Clocks now = state.clocks();
        return state.withPast(state.past().ended(order, state.boluses(), now.wallMs(), now.upMs()));
    }
}
