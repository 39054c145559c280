package org.steadyflow.firmware.control;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.ledger.ByteMemory;
import org.steadyflow.firmware.ledger.ChipStorage;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.ledger.SecondCopy;

/**
 * The ledger's second copy, in a chip: written in milliseconds, and not held up by the disk. A chip that failed is
 * tried again with each record and each probe, for it keeps nothing back that a later write could hide. One thread.
 */
public final class SecondStore {
    private static final Logger LOG = LoggerFactory.getLogger(SecondStore.class);

    private final ChipStorage storage;
    private final SecondCopy found;
    private Optional<Ledger> ledger;
    private Authority durable;
    private boolean failed;
    private Optional<JournalGate.Ticket> owed = Optional.empty();
    /** What is owed has not been tried yet. */
    private boolean isNew;

    private SecondStore(ChipStorage storage, SecondCopy found, Optional<Ledger> ledger) {
        this.storage = storage;
        this.found = found;
        this.ledger = ledger;
        this.durable = found.reading().newest();
        this.failed = ledger.isEmpty();
    }

    /**
     * Opens what the chip holds, and makes an empty ring in a chip that holds nothing of this pump. A chip that does
     * not answer counts as failed.
     */
    static SecondStore open(ByteMemory memory, String pump) {
        ChipStorage storage = new ChipStorage(memory, pump);
        try {
            ChipStorage.Owner owner = storage.owner();
            Ledger ledger = Ledger.open(storage, Ledger.Form.CHIP);
            SecondCopy found =
                    switch (owner) {
                        case THIS_PUMP -> SecondCopy.read(ledger.read());
                        case ANOTHER_PUMP -> SecondCopy.without(SecondCopy.State.FOREIGN);
                        case NOBODY -> SecondCopy.without(SecondCopy.State.EMPTY);
                    };
            return new SecondStore(storage, found, Optional.of(ledger));
        } catch (IOException e) {
            LOG.error("The ledger's second copy does not work: {}", Sentences.of(e));
            return new SecondStore(storage, SecondCopy.without(SecondCopy.State.DEAD), Optional.empty());
        }
    }

    /** What was found when it was opened. */
    SecondCopy found() {
        return found;
    }

    /** Newest record that the chip has. */
    public Authority durable() {
        return durable;
    }

    /** Whether the last write or probe failed. */
    public boolean failed() {
        return failed;
    }

    /** The record of this ticket is to be written next; an older one that still waits is not needed any more. */
    public void take(JournalGate.Ticket ticket) {
        if (ticket.batch().wanted().isPresent()) {
            owed = Optional.of(ticket);
            isNew = true;
        }
    }

    /** Whether a record waits for the journal, or for the chip. */
    public boolean owes() {
        return owed.isPresent();
    }

    /**
     * Writes what waits, if the journal has come so far.
     *
     * @param journalled number of the last ticket whose lines the journal has
     */
    public void work(long journalled) {
        if (owed.isPresent() && isNew && owed.get().after() <= journalled) {
            isNew = false;
            write(owed.get());
        }
    }

    /** A record that the other store had before this start. */
    void catchUp(Authority newest, Ledger.Mark mark) {
        if (newest.number() > durable.number() && !failed) {
            write(newest, mark);
        }
    }

    /** Writes a record by which no tick has decided anything, before the first one; returns whether the chip has it. */
    boolean keep(Authority record, Ledger.Mark mark) {
        write(record, mark);
        return !failed;
    }

    /**
     * Reads both rings, and tries again what failed.
     *
     * @param journalled as in {@link #work}
     */
    public void probe(long journalled) {
        try {
            if (ledger.isEmpty()) {
                ledger = Optional.of(Ledger.open(storage, Ledger.Form.CHIP));
            }
            Ledger.Reading reading = ledger.get().again();
            boolean keeps = reading.newest().number() >= durable.number();
            if (!keeps) {
                throw new IOException("the chip has lost its newest record");
            }
            // a chip that can only be read is found out by writing what it has
            storage.rewriteHead();
            failed = false;
        } catch (IOException e) {
            note(e);
        }
        if (owed.isPresent() && owed.get().after() <= journalled) {
            write(owed.get());
        }
    }

    private void write(JournalGate.Ticket ticket) {
        write(ticket.batch().wanted().orElseThrow(), ticket.mark());
        if (!failed) {
            owed = Optional.empty();
        }
    }

    private void write(Authority record, Ledger.Mark mark) {
        try {
            if (ledger.isEmpty()) {
                ledger = Optional.of(Ledger.open(storage, Ledger.Form.CHIP));
            }
            ledger.get().write(record, mark);
            durable = record;
            failed = false;
        } catch (IOException e) {
            note(e);
        }
    }

    private void note(IOException e) {
        if (!failed) {
            LOG.error("The ledger's second copy failed: {}", Sentences.of(e));
        }
        failed = true;
    }
}
