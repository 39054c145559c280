package org.steadyflow.firmware.control;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.telemetry.message.Event;

/**
 * Decides which records of the ledger the chip may have before the disk has the journal's lines: what only goes on with
 * a decision that is kept, and what says where the shaft stands. An order, its first start, a dose on request, another
 * program and a turn backwards are first in the journal. One thread.
 */
public final class JournalGate {
    private long number;
    private long seq;
    private long decidedSeq;
    private long gating;
    private long order;
    private boolean hasFlowed;

    /**
     * @param nextSeq number that the journal gives its next line
     * @param decidedSeq line by which something was decided that the journal has not; 0 for none
     * @param newest the record that the ledger has
     */
    JournalGate(long nextSeq, long decidedSeq, Authority newest) {
        this.seq = nextSeq - 1;
        this.decidedSeq = decidedSeq;
        this.order = newest.order();
        this.hasFlowed = hasFlowed(newest);
    }

    /**
     * What one tick wants kept, and what the chip must wait for.
     *
     * @param number grows by one with each ticket, from 1
     * @param after the chip may have it once the journal has the lines of this ticket; 0 for at once
     * @param mark goes with the record into the chip
     */
    public record Ticket(long number, Committer.Batch batch, long after, Ledger.Mark mark) {}

    /** Numbers what a tick wants kept. */
    public Ticket take(Committer.Batch batch) {
        number++;
        note(batch.events());
        long after = batch.wanted().map(this::lineNeededBefore).orElse(0L);
        batch.wanted().ifPresent(this::note);
        return new Ticket(
                number, batch, after, new Ledger.Mark(decidedSeq, batch.clock().wallMs()));
    }

    private void note(List<Event> events) {
        for (Event event : events) {
            seq++;
            decidedSeq = isDecision(event) ? seq : decidedSeq;
            hasFlowed &= !(event instanceof Event.PrescriptionAccepted);
            gating = needsJournal(event) ? number : gating;
        }
    }

    private void note(Authority wanted) {
        hasFlowed = wanted.order() == order ? hasFlowed || hasFlowed(wanted) : hasFlowed(wanted);
        order = wanted.order();
    }

    private static boolean hasFlowed(Authority record) {
        return record.allowsFlow() || record.settled() > 0;
    }

    private long lineNeededBefore(Authority wanted) {
        boolean onlyStands = wanted.order() == order && !wanted.allowsFlow() && wanted.reverse() == 0;
        return onlyStands ? 0 : gating;
    }

    /** Whether no motion may come of it before the disk has it: without the line a start would not know what ran. */
    private boolean needsJournal(Event event) {
        return switch (event) {
            case Event.PrescriptionAccepted _, Event.LimitOverridden _ -> true;
            case Event.BolusGranted _, Event.RateChanged _, Event.RampDownBegun _, Event.BackOffBegun _ -> true;
            // one that goes on with what was started may be forgotten: the next start then waits for a person
            case Event.InfusionStarted _ -> !hasFlowed;
            default -> false;
        };
    }

    /** Whether a start that misses the line would do what people or safety have forbidden, or not know of a dose. */
    private static boolean isDecision(Event event) {
        return switch (event) {
            case Event.PrescriptionAccepted _, Event.PrescriptionEnded _ -> true;
            case Event.InfusionPaused _, Event.InfusionStopped _, Event.ContainerChanged _ -> true;
            case Event.BolusGranted _, Event.RateChanged _, Event.RampDownBegun _ -> true;
            default -> false;
        };
    }

    /** The newer of two records. */
    public static Authority newer(Authority one, Optional<Authority> other) {
        return other.filter(found -> found.number() > one.number()).orElse(one);
    }
}
