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
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Event;

/** Brings journal and ledger together: the state before the first tick, and what to journal about the stores. */
public final class Recovery {
    private final JournalFold fold;
    private final Ledger.Reading ledger;
    private final Optional<Order> order;
    private final List<Event> events = new ArrayList<>();

    private Recovery(JournalFold fold, Ledger.Reading ledger, Optional<Order> order) {
        this.fold = fold;
        this.ledger = ledger;
        this.order = order;
    }

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
     * @param now both clocks at this start
     */
    public static Found recover(
            JournalFold fold,
            Ledger.Reading ledger,
            boolean journalDamaged,
            Function<String, Optional<Order>> reader,
            ClockSample now) {
        Optional<Order> order = fold.accepted()
                .flatMap(accepted -> reader.apply(accepted.text()))
                .map(read -> read.acceptedAt(fold.acceptedWallMs()))
                .flatMap(fold.requests()::applyTo);
        return new Recovery(fold, ledger, order).find(journalDamaged, now);
    }

    private Found find(boolean journalDamaged, ClockSample now) {
        for (String damage : ledger.damage()) {
            tell("ledger", damage, "a copy of a record cannot be read", "nothing, where the other copy is whole");
        }
        boolean unreadable = fold.accepted().isPresent() && order.isEmpty();
        if (unreadable) {
            tell("journal", "PRESCRIPTION_ACCEPTED", "the stored prescription cannot be read", "what to give");
        }
        boolean ledgerKnown = order.isEmpty() || !fold.everStarted() || isLedgerSound();
        boolean journalBehind = ledgerKnown && isJournalBehind();
        boolean unsure = journalDamaged || unreadable || journalBehind;
        LastKnown last =
                LastKnown.of(unsure ? held(fold.phase()) : fold.phase(), fold.lastWallMs(), ledgerKnown, fold.line());
        Course course = journalBehind ? courseOfLedger() : fold.course();
        Authority newest = ledger.newest();
        PumpState state = Boot.from(
                order,
                last,
                course,
                newest,
                fold.board(now),
                fold.requests().boluses(),
                fold.restarts(now),
                fold.upMs(),
                unsure);
        return new Found(state, events);
    }

    private void tell(String store, String where, String what, String unknown) {
        events.add(new Event.StoreDamaged(store, where, what, unknown));
    }

    /** Whether the newest record can be believed to be the newest that was granted for this prescription. */
    private boolean isLedgerSound() {
        Authority newest = ledger.newest();
        boolean isOurs = newest.order() == order.orElseThrow().tag();
        boolean isRecent = newest.authorised() + newest.noteRoom() >= fold.leastTravel();
        if (isOurs && isRecent && !ledger.newestInDoubt()) {
            return true;
        }
        String what = ledger.newestInDoubt()
                ? "both copies of the record after it cannot be read"
                : isOurs ? "the journal saw the motor further on" : "it is not of the running prescription";
        tell(
                "ledger",
                "newest record " + newest.number(),
                what,
                "how far the motor went; the prescription ends, and a person decides");
        return false;
    }

    /** A part's first authority is durable only after the journal has its beginning: the journal's end is lost. */
    private boolean isJournalBehind() {
        boolean isBehind = order.isPresent()
                && ledger.newest().order() == order.get().tag()
                && ledger.newest().part() > fold.course().part();
        if (isBehind) {
            tell(
                    "journal",
                    "its end",
                    "the ledger is in part " + ledger.newest().part() + ", the journal in part "
                            + fold.course().part(),
                    "what happened since; the infusion waits for a person");
        }
        return isBehind;
    }

    private Course courseOfLedger() {
        Authority newest = ledger.newest();
        return fold.course()
                .withPart(
                        newest.part(),
                        newest.partStart(),
                        newest.settled(),
                        newest.settled() + newest.width(),
                        fold.lastWallMs())
                .withNewContainer(newest.settled(), fold.course().containerNl());
    }

    /** With lines missing nobody knows whether a person had stopped it: it waits for one. */
    private static Phase held(Phase phase) {
        return phase.isRunning() ? Phase.PAUSED : phase;
    }
}
