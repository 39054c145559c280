package org.steadyflow.firmware.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/**
 * A ring of 64 records, each kept twice, one ring behind the other. The first copy is durable before the second is
 * begun, so a power cut tears one copy at most: a record whose copies are both unreadable was damaged, not torn. A
 * record that a cut tore was never granted; one that was granted survives the loss of either copy. One thread.
 */
public final class Ledger implements Closeable {
    public static final String FILE = "ledger";

    static final int SLOTS = 64;
    static final int COPIES = 2;

    private static final Reading EMPTY = new Reading(Authority.NONE, List.of());

    private final StoredFile file;
    private final Form form;
    private final Reading found;

    private Ledger(StoredFile file, Form form, Reading found) {
        this.file = file;
        this.form = form;
        this.found = found;
    }

    /** How far apart the records lie. */
    public enum Form {
        /** On a disk: one sector a slot, so that a torn sector is one record's. */
        FILE(512),
        /** In a chip that takes bytes in place. */
        CHIP(128);

        private final int slotBytes;

        Form(int slotBytes) {
            this.slotBytes = slotBytes;
        }

        int slotBytes() {
            return slotBytes;
        }

        int ringBytes() {
            return SLOTS * slotBytes;
        }

        int fileBytes() {
            return COPIES * ringBytes();
        }
    }

    /**
     * How far the pump was when it wrote a record: a journal that does not come so far has lost its end.
     *
     * @param decidedSeq number of the journal's line by which people or safety last decided something; 0 where none is
     *     known
     * @param wallMs wall clock of that tick, milliseconds since 1970; 0 where it is not known
     */
    public record Mark(long decidedSeq, long wallMs) {
        public static final Mark NONE = new Mark(0, 0);
    }

    /**
     * What the ring holds.
     *
     * @param newest record with the highest number, {@link Authority#NONE} in an empty ring
     * @param mark its mark
     * @param lostSlots places in the ring of which no copy can be read: what was in them may have been granted
     * @param damage for each copy that is not what was written, its position
     */
    public record Reading(Authority newest, Mark mark, Set<Integer> lostSlots, List<String> damage) {
        public Reading {
            lostSlots = Set.copyOf(lostSlots);
            damage = List.copyOf(damage);
        }

        /** Of a record without a mark, in a ring of which each place can be read. */
        public Reading(Authority newest, List<String> damage) {
            this(newest, Mark.NONE, Set.of(), damage);
        }

        /** Whether the record of this number, newer than the newest, may have been here and cannot be read. */
        public boolean mayHaveHad(long number) {
            return lostSlots.contains(LedgerScan.slotOf(number));
        }

        /** Whether the record after the newest may have been granted and cannot be read. */
        public boolean newestInDoubt() {
            return mayHaveHad(newest.number() + 1);
        }
    }

    /**
     * Opens the ring, or makes an empty one where there is none. A file that was cut short is made anew, and its newest
     * record written again.
     */
    public static Ledger open(Storage storage, Form form) throws IOException {
        if (!storage.names().contains(FILE)) {
            return new Ledger(storage.create(FILE, form.fileBytes()), form, EMPTY);
        }
        StoredFile file = storage.open(FILE);
        Reading found = read(file, form);
        // a record that only the page cache has must not authorise a motion: a power cut could take it back
        file.force();
        return file.size() == form.fileBytes() ? new Ledger(file, form, found) : remake(storage, file, form, found);
    }

    /** The same on a disk. */
    public static Ledger open(Storage storage) throws IOException {
        return open(storage, Form.FILE);
    }

    /**
     * Looks at the ring and changes nothing: for everybody but the pump. While the pump writes, a record on its way
     * looks like a damaged copy.
     */
    public static Reading look(Storage storage, Form form) throws IOException {
        if (!storage.names().contains(FILE)) {
            return EMPTY;
        }
        try (StoredFile file = storage.open(FILE)) {
            return read(file, form);
        }
    }

    /** The same on a disk. */
    public static Reading look(Storage storage) throws IOException {
        return look(storage, Form.FILE);
    }

    /** What was found when the ring was opened. */
    public Reading read() {
        return found;
    }

    /**
     * Makes a record durable: one copy, then the other. After an exception a disk is suspect: write no more. A chip may
     * be tried again, for it keeps nothing back.
     *
     * @throws IOException where the storage fails; the record may or may not be there
     */
    public void write(Authority record, Mark mark) throws IOException {
        long slot = LedgerScan.slotOf(record.number()) * (long) form.slotBytes();
        ByteBuffer bytes = LedgerCodec.encode(new LedgerCodec.Kept(record, mark), form.slotBytes());
        for (int copy = 0; copy < COPIES; copy++) {
            file.write(slot + (long) copy * form.ringBytes(), bytes.duplicate());
            file.force();
        }
    }

    /** The same without a mark. */
    public void write(Authority record) throws IOException {
        write(record, Mark.NONE);
    }

    /** Reads the ring again: what has become of its records since. */
    public Reading again() throws IOException {
        return read(file, form);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static Reading read(StoredFile file, Form form) throws IOException {
        ByteBuffer ring = ByteBuffer.allocate(form.fileBytes());
        int count = file.read(0, ring);
        return LedgerScan.read(ring, form, count);
    }

    private static Ledger remake(Storage storage, StoredFile cut, Form form, Reading found) throws IOException {
        cut.close();
        storage.delete(FILE);
        Ledger ledger = new Ledger(storage.create(FILE, form.fileBytes()), form, found);
        Optional<Authority> newest = Optional.of(found.newest()).filter(record -> record.number() > 0);
        if (newest.isPresent()) {
            ledger.write(newest.get(), found.mark());
        }
        return ledger;
    }
}
