package org.steadyflow.firmware.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Boot;
import org.steadyflow.firmware.core.Course;
import org.steadyflow.firmware.core.LastKnown;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Past;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Event;

/** Brings journal and ledger together: the state before the first tick, and what to journal about the stores. */
public final class Recovery {
    /** Starts within {@link #LOOP_WITHIN} from which on nothing resumes by itself. */
    public static final int LOOP_STARTS = 3;

    public static final Duration LOOP_WITHIN = Duration.ofMinutes(10);

    private final JournalFold fold;
    private final Evidence evidence;
    private final Optional<Order> order;
    private final Past past;
    private final LedgerPair.Joined ledger;
    private final List<Event> events = new ArrayList<>();

    private Recovery(JournalFold fold, Evidence evidence, Optional<Order> order, Past past) {
        this.fold = fold;
        this.evidence = evidence;
        this.order = order;
        this.past = past;
        this.ledger = LedgerPair.join(evidence.file(), evidence.chip(), order.map(Order::tag));
    }

    /**
     * What the stores hold beside the journal's lines.
     *
     * @param file the ledger on the disk
     * @param chip its second copy
     * @param journalDamaged lines of the journal are unknown, so the fold may have missed something
     * @param journalSeq the journal's last line before this start
     * @param chipStarts starts of the last {@link #LOOP_WITHIN} that the chip knows of, this one included; 0 without a
     *     chip
     */
    public record Evidence(
            Ledger.Reading file, SecondCopy chip, boolean journalDamaged, long journalSeq, int chipStarts) {}

    /**
     * What a start finds.
     *
     * @param newest the record that the numbers go on from
     * @param mark its mark
     * @param isSure whether that record says all that is known of the shaft
     */
    public record Found(PumpState state, Authority newest, Ledger.Mark mark, boolean isSure, List<Event> events) {
        public Found {
            events = List.copyOf(events);
        }
    }

    /** Of a pump with one copy of the ledger. */
    public static Found recover(
            JournalFold fold,
            Ledger.Reading ledger,
            boolean journalDamaged,
            Function<String, Optional<Order>> reader,
            ClockSample now) {
        return recover(fold, new Evidence(ledger, SecondCopy.NOT_FITTED, journalDamaged, 0, 0), reader, now);
    }

    /**
     * @param fold the journal, folded
     * @param reader makes an order from a stored prescription text; empty where it can no longer be read
     * @param now both clocks at this start
     */
    public static Found recover(
            JournalFold fold, Evidence evidence, Function<String, Optional<Order>> reader, ClockSample now) {
        Optional<Order> order = fold.accepted()
                .flatMap(accepted -> reader.apply(accepted.text()))
                .map(read -> read.acceptedAt(fold.acceptedWallMs()))
                .flatMap(fold.requests()::applyTo);
        return new Recovery(fold, evidence, order, fold.past().past(reader)).find(now);
    }

    private Found find(ClockSample now) {
        tellDamage();
        boolean unreadable = fold.accepted().isPresent() && order.isEmpty();
        if (unreadable) {
            tell("journal", "PRESCRIPTION_ACCEPTED", "the stored prescription cannot be read", "what to give");
        }
        boolean ledgerKnown = order.isEmpty() || !fold.everStarted() || isLedgerSound();
        boolean partsBehind = ledgerKnown && isJournalBehind();
        boolean linesBehind = !partsBehind && isDecisionLost();
        boolean unsure = evidence.journalDamaged() || unreadable || partsBehind || linesBehind || ledger.unsure();
        if (ledger.unsure() && order.isPresent() && fold.phase().isRunning()) {
            // told, or the next start would know nothing of it and resume
            events.add(new Event.InfusionPaused(fold.course().part(), "recovery"));
        }
        boolean isLoop = order.isPresent() && starts(now) >= LOOP_STARTS;
        LastKnown last = LastKnown.of(
                        unsure ? held(fold.phase()) : fold.phase(), fold.lastWallMs(), ledgerKnown, fold.line())
                .withBeyond(ledger.beyond())
                .withRestartsTooOften(isLoop);
        PumpState state = Boot.from(
                order,
                last,
                partsBehind ? courseOfLedger() : fold.course(),
                ledger.newest(),
                fold.board(now),
                boluses(),
                past,
                fold.restarts(now),
                fold.upMs(),
                unsure);
        return new Found(state, ledger.newest(), ledger.mark(), !ledger.unsure(), events);
    }

    /** With what the orders before gave of the same drug: as it was when the running one was accepted. */
    private BolusLog boluses() {
        BolusLog own = fold.requests().boluses();
        return order.flatMap(running -> past.countedFor(running.prescription(), fold.upMs()))
                .map(own::after)
                .orElse(own);
    }

    private void tellDamage() {
        for (String damage : evidence.file().damage()) {
            tell("ledger", damage, "a copy of a record cannot be read", "nothing, where the other copy is whole");
        }
        for (String damage : evidence.chip().reading().damage()) {
            tell("memory chip", damage, "a copy of a record cannot be read", "nothing, where the other copy is whole");
        }
        events.addAll(ledger.events());
    }

    /** The chip counts starts that did not live to write a line, the journal those that a changed chip forgot. */
    private int starts(ClockSample now) {
        return Math.max(evidence.chipStarts(), fold.startsSince(now.wallMs() - LOOP_WITHIN.toMillis()) + 1);
    }

    private void tell(String store, String where, String what, String unknown) {
        events.add(new Event.StoreDamaged(store, where, what, unknown));
    }

    /** Whether the newest record can be believed to be the newest that was granted for this prescription. */
    private boolean isLedgerSound() {
        Authority newest = ledger.newest();
        boolean isOurs = newest.order() == order.orElseThrow().tag();
        boolean isRecent = newest.authorised() + ledger.beyond() + newest.noteRoom() >= fold.leastTravel();
        if (isOurs && isRecent && !ledger.inDoubt()) {
            return true;
        }
        String what = ledger.inDoubt()
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

    /** The chip had a record that was made after a line which the journal does not have. */
    private boolean isDecisionLost() {
        long decided = ledger.mark().decidedSeq();
        boolean isLost = evidence.journalSeq() > 0 && decided > evidence.journalSeq();
        if (isLost) {
            tell(
                    "journal",
                    "its end",
                    "it ends with line " + evidence.journalSeq() + ", and line " + decided + " was decided",
                    "what people or safety decided last; the infusion waits for a person");
        }
        return isLost;
    }

    private Course courseOfLedger() {
        Authority newest = ledger.newest();
        return fold.course()
                .withPart(
                        newest.part(),
                        newest.partStart(),
                        newest.settled(),
                        newest.settled() + newest.width(),
                        Math.max(ledger.mark().wallMs(), fold.lastWallMs()))
                .withNewContainer(newest.settled(), fold.course().containerNl());
    }

    /** With lines missing nobody knows whether a person had stopped it: it waits for one. */
    private static Phase held(Phase phase) {
        return phase.isRunning() ? Phase.PAUSED : phase;
    }
}
