package org.steadyflow.firmware.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.AuthorityDesk;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.telemetry.message.Event;

/**
 * Brings the two copies of the ledger together. The newest record of either counts, for authority is granted as soon as
 * one of them has it. Where they contradict each other the interval holds what both say; where one of them tells
 * nothing it may have had one record more. Pure; one thread.
 */
final class LedgerPair {
    /**
     * The most that a record may authorise, whatever the mechanism and the rate: a lost one may have been of a faster
     * part than the last one that is known.
     */
    static final long MOST_AUTHORITY_MICROSTEPS =
            Mechanism.all().stream().mapToLong(LedgerPair::mostAuthority).max().orElseThrow();

    private static final String FILE = "ledger";
    private static final String CHIP = "memory chip";
    private static final String BEYOND = "whether it had a newer record; the interval is wider by one authority";

    private final Ledger.Reading file;
    private final SecondCopy chip;
    private final Optional<Long> order;
    private final List<Event> events = new ArrayList<>();

    private LedgerPair(Ledger.Reading file, SecondCopy chip, Optional<Long> order) {
        this.file = file;
        this.chip = chip;
        this.order = order;
    }

    /**
     * @param newest the record to go on from
     * @param mark its mark
     * @param inDoubt a newer record may have been granted and cannot be read
     * @param beyond by how much the shaft may have gone past {@code newest}, microsteps
     * @param unsure the copies are not what they should be, so what was given is known only within limits
     * @param events for the journal
     */
    record Joined(
            Authority newest, Ledger.Mark mark, boolean inDoubt, long beyond, boolean unsure, List<Event> events) {
        Joined {
            events = List.copyOf(events);
        }
    }

    /** @param order tag of the prescription that the journal says is not over; empty for none */
    static Joined join(Ledger.Reading file, SecondCopy chip, Optional<Long> order) {
        return new LedgerPair(file, chip, order).join();
    }

    private Joined join() {
        return switch (chip.state()) {
            case NOT_FITTED -> fromFile(0, false);
            case READ -> file.newest().number() == 0 ? fromChip() : newestOfBoth();
            case EMPTY -> withoutChip("it is empty");
            case FOREIGN -> withoutChip("it belongs to another pump");
            case DEAD -> withoutChip("it does not answer");
        };
    }

    private Joined fromFile(long beyond, boolean unsure) {
        return new Joined(file.newest(), file.mark(), isLostAfter(file.newest()), beyond, unsure, events);
    }

    /** With nothing in the file either this is a first start; with no prescription there is nothing to be unsure of. */
    private Joined withoutChip(String what) {
        if (file.newest().number() == 0 && order.isEmpty() && chip.state() == SecondCopy.State.EMPTY) {
            return fromFile(0, false);
        }
        boolean isRunning = order.isPresent() && file.newest().order() == order.get();
        events.add(new Event.StoreDamaged(CHIP, "all of it", what, isRunning ? BEYOND : "nothing that is under way"));
        return fromFile(isRunning ? MOST_AUTHORITY_MICROSTEPS : 0, isRunning);
    }

    private static long mostAuthority(Mechanism mechanism) {
        return mechanism.microstep().microstepsIn(AuthorityDesk.sizeFor(mechanism.mostRate()));
    }

    /**
     * The file is new: the card was changed, or lost its ledger. It may have had one record more than the chip; what
     * the chip says is kept, and settles the order where the journal still knows it.
     */
    private Joined fromChip() {
        Ledger.Reading reading = chip.reading();
        boolean isLost = reading.newest().number() > 0;
        boolean isRunning = order.isPresent() && reading.newest().order() == order.get();
        if (isLost) {
            events.add(new Event.StoreDamaged(
                    FILE,
                    "all of it",
                    "it is empty, and the memory chip has record "
                            + reading.newest().number(),
                    isRunning ? BEYOND : "which prescription the record is of; a person decides"));
        }
        long beyond = isRunning ? MOST_AUTHORITY_MICROSTEPS : 0;
        return new Joined(reading.newest(), reading.mark(), isLostAfter(reading.newest()), beyond, isLost, events);
    }

    private Joined newestOfBoth() {
        Ledger.Reading reading = chip.reading();
        boolean chipIsNewer = reading.newest().number() >= file.newest().number();
        Ledger.Reading newer = chipIsNewer ? reading : file;
        Ledger.Reading older = chipIsNewer ? file : reading;
        boolean isBlank = reading.newest().number() == 0;
        if (isBlank) {
            return withoutChip("it is empty");
        }
        return contradicts(newer.newest(), older.newest())
                ? widest(newer, older)
                : new Joined(newer.newest(), newer.mark(), isLostAfter(newer.newest()), 0, false, events);
    }

    /**
     * Records are granted one by one, so each that was granted was in one of the stores at least: where it can be read
     * in neither, its place has become unreadable in one.
     */
    private boolean isLostAfter(Authority newest) {
        long next = newest.number() + 1;
        return file.mayHaveHad(next) || chip.reading().mayHaveHad(next);
    }

    /** Numbers are given once; within an order parts and lost positions only grow. */
    private static boolean contradicts(Authority newer, Authority older) {
        if (newer.number() == older.number()) {
            return !newer.equals(older);
        }
        return newer.order() == older.order()
                && (newer.part() < older.part() || newer.unsettledStops() < older.unsettledStops());
    }

    private Joined widest(Ledger.Reading newer, Ledger.Reading older) {
        Authority one = newer.newest();
        Authority other = older.newest();
        boolean isComparable = one.order() == other.order() && one.scale().equals(other.scale());
        events.add(new Event.StoreDamaged(
                FILE + " and " + CHIP,
                "records " + one.number() + " and " + other.number(),
                "they contradict each other",
                isComparable ? "which of them is right; the interval holds both" : "how far the motor went"));
        Authority base = one.least() <= other.least() ? one : other;
        long beyond = Math.max(one.authorised(), other.authorised()) - base.authorised();
        Ledger.Mark mark = newer.mark().decidedSeq() >= older.mark().decidedSeq() ? newer.mark() : older.mark();
        boolean inDoubt = isLostAfter(one) || !isComparable;
        return new Joined(base, mark, inDoubt, isComparable ? beyond : 0, true, events);
    }
}
