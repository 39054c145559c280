package org.steadyflow.firmware.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Boot;
import org.steadyflow.firmware.core.Course;
import org.steadyflow.firmware.core.LastKnown;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.telemetry.message.Event;

/** Brings journal and ledger together: the state before the first tick, and what to journal about the stores. */
public final class Recovery {
    private Recovery() {}

    /** What a start finds. */
    public record Found(PumpState state, List<Event> events) {
        public Found {
            events = List.copyOf(events);
        }
    }

    /**
     * @param fold the journal, folded
     * @param ledger the ring, read
     * @param journalDamaged lines of the journal are unknown, so the fold may have missed something
     * @param reader makes an order from a stored prescription text; empty where it can no longer be read
     */
    public static Found recover(
            JournalFold fold, Ledger.Reading ledger, boolean journalDamaged, Function<String, Optional<Order>> reader) {
        List<Event> events = new ArrayList<>();
        for (String damage : ledger.damage()) {
            events.add(
                    new Event.StoreDamaged("ledger", damage, "a copy is damaged", "nothing: the other copy is whole"));
        }
        Optional<Order> order = fold.accepted().flatMap(accepted -> reader.apply(accepted.text()));
        if (fold.accepted().isPresent() && order.isEmpty()) {
            events.add(new Event.StoreDamaged(
                    "journal", "PRESCRIPTION_ACCEPTED", "the stored prescription cannot be read", "what to give"));
        }
        boolean ledgerKnown = order.isEmpty() || isKnown(fold, ledger.newest(), order.get());
        if (!ledgerKnown) {
            events.add(new Event.StoreDamaged(
                    "ledger",
                    "newest record " + ledger.newest().number(),
                    "it is not of the running prescription",
                    "how far the motor went since the last fold in the journal"));
        }
        Course course = courseOf(fold, ledger.newest(), order);
        boolean unsure = journalDamaged || (fold.accepted().isPresent() && order.isEmpty());
        LastKnown last =
                LastKnown.of(journalDamaged ? held(fold.phase()) : fold.phase(), fold.lastWallMs(), ledgerKnown);
        PumpState state = Boot.from(order, last, course, ledger.newest(), fold.board(), unsure);
        return new Found(state, events);
    }

    /** The ledger names this prescription; or nothing was ever started, so there is nothing it could name. */
    private static boolean isKnown(JournalFold fold, Authority newest, Order order) {
        return newest.order() == order.tag() || !fold.everStarted();
    }

    /** Where the journal lost its end, the ledger may be a part further. */
    private static Course courseOf(JournalFold fold, Authority newest, Optional<Order> order) {
        Course course = fold.course();
        boolean ledgerIsAhead =
                order.isPresent() && newest.order() == order.get().tag() && newest.part() > course.part();
        return ledgerIsAhead
                ? new Course(
                        newest.part(),
                        newest.partStart(),
                        newest.settled(),
                        newest.settled() + newest.width(),
                        fold.lastWallMs(),
                        false,
                        newest.settled())
                : course;
    }

    /** With lines missing nobody knows whether a person had stopped it: it waits for one. */
    private static Phase held(Phase phase) {
        return phase.isRunning() ? Phase.PAUSED : phase;
    }
}
