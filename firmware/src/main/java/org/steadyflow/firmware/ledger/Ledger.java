package org.steadyflow.firmware.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/**
 * A ring of 64 records, each kept twice, 32 KiB apart. The first copy is durable before the second is begun, so a power
 * cut tears one copy at most: a record whose copies are both unreadable was damaged, not torn. A record that a cut tore
 * was never granted; one that was granted survives the loss of either copy. One thread.
 */
public final class Ledger implements Closeable {
    public static final String FILE = "ledger";

    static final int SLOTS = 64;
    static final int COPIES = 2;
    static final int RING_BYTES = SLOTS * LedgerCodec.SLOT_BYTES;
    static final int FILE_BYTES = COPIES * RING_BYTES;

    private static final Reading EMPTY = new Reading(Authority.NONE, false, List.of());

    private final StoredFile file;
    private final Reading found;

    private Ledger(StoredFile file, Reading found) {
        this.file = file;
        this.found = found;
    }

    /**
     * What the ring holds.
     *
     * @param newest record with the highest number, {@link Authority#NONE} in an empty ring
     * @param newestInDoubt both copies of the record after it are unreadable: it may have been granted
     * @param damage for each copy that is not what was written, its position
     */
    public record Reading(Authority newest, boolean newestInDoubt, List<String> damage) {
        public Reading {
            damage = List.copyOf(damage);
        }
    }

    /**
     * Opens the ring, or makes an empty one where there is none. A file that was cut short is made anew, and its newest
     * record written again.
     */
    public static Ledger open(Storage storage) throws IOException {
        if (!storage.names().contains(FILE)) {
            return new Ledger(storage.create(FILE, FILE_BYTES), EMPTY);
        }
        StoredFile file = storage.open(FILE);
        Reading found = read(file);
        // a record that only the page cache has must not authorise a motion: a power cut could take it back
        file.force();
        return file.size() == FILE_BYTES ? new Ledger(file, found) : remake(storage, file, found);
    }

    /**
     * Looks at the ring and changes nothing: for everybody but the pump. While the pump writes, a record on its way
     * looks like a damaged copy.
     */
    public static Reading look(Storage storage) throws IOException {
        if (!storage.names().contains(FILE)) {
            return EMPTY;
        }
        try (StoredFile file = storage.open(FILE)) {
            return read(file);
        }
    }

    /** What was found when the ring was opened. */
    public Reading read() {
        return found;
    }

    /**
     * Makes a record durable: one copy, then the other. After an exception the store is suspect: write no more.
     *
     * @throws IOException where the storage fails; the record may or may not be there
     */
    public void write(Authority record) throws IOException {
        long slot = LedgerScan.slotOf(record.number()) * (long) LedgerCodec.SLOT_BYTES;
        ByteBuffer bytes = LedgerCodec.encode(record);
        for (int copy = 0; copy < COPIES; copy++) {
            file.write(slot + (long) copy * RING_BYTES, bytes.duplicate());
            file.force();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static Reading read(StoredFile file) throws IOException {
        ByteBuffer ring = ByteBuffer.allocate(FILE_BYTES);
        int count = file.read(0, ring);
        return LedgerScan.read(ring, count);
    }

    private static Ledger remake(Storage storage, StoredFile cut, Reading found) throws IOException {
        cut.close();
        storage.delete(FILE);
        Ledger ledger = new Ledger(storage.create(FILE, FILE_BYTES), found);
        Optional<Authority> newest = Optional.of(found.newest()).filter(record -> record.number() > 0);
        if (newest.isPresent()) {
            ledger.write(newest.get());
        }
        return ledger;
    }
}
