package org.steadyflow.firmware.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/**
 * A ring of 64 records, each kept twice, 32 KiB apart. A record that a power cut tore was never granted; one that was
 * granted survives the loss of either copy. One thread.
 */
public final class Ledger implements Closeable {
    public static final String FILE = "ledger";

    static final int SLOTS = 64;
    static final int COPIES = 2;
    private static final long RING_BYTES = (long) SLOTS * LedgerCodec.SLOT_BYTES;

    private final StoredFile file;

    private Ledger(StoredFile file) {
        this.file = file;
    }

    /**
     * What the ring holds.
     *
     * @param newest record with the highest number, {@link Authority#NONE} in an empty ring
     * @param damage a sentence with its position for each copy that is not what was written
     */
    public record Reading(Authority newest, List<String> damage) {
        public Reading {
            damage = List.copyOf(damage);
        }
    }

    /** Opens the ring, or makes an empty one where there is none. */
    public static Ledger open(Storage storage) throws IOException {
        boolean exists = storage.names().contains(FILE);
        return new Ledger(exists ? storage.open(FILE) : storage.create(FILE, COPIES * RING_BYTES));
    }

    /** Writes both copies of a record and forces them. After an exception the store is suspect: write no more. */
    public void write(Authority record) throws IOException {
        long slot = Math.floorMod(record.number(), SLOTS) * (long) LedgerCodec.SLOT_BYTES;
        ByteBuffer bytes = LedgerCodec.encode(record);
        file.write(slot, bytes.duplicate());
        file.write(slot + RING_BYTES, bytes.duplicate());
        file.force();
    }

    /** Reads the whole ring. */
    public Reading read() throws IOException {
        ByteBuffer ring = ByteBuffer.allocate(Math.toIntExact(COPIES * RING_BYTES));
        file.read(0, ring);
        List<Optional<Authority>> records = new ArrayList<>();
        Authority newest = Authority.NONE;
        for (int slot = 0; slot < SLOTS * COPIES; slot++) {
            Optional<Authority> record = decode(ring, slot);
            records.add(record);
            if (record.isPresent() && record.get().number() > newest.number()) {
                newest = record.get();
            }
        }
        return new Reading(newest, damage(ring, records, newest));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static List<String> damage(ByteBuffer ring, List<Optional<Authority>> records, Authority newest) {
        int nextSlot = Math.toIntExact(Math.floorMod(newest.number() + 1, (long) SLOTS));
        List<String> damage = new ArrayList<>();
        for (int slot = 0; slot < records.size(); slot++) {
            boolean mayBeTorn = slot % SLOTS == nextSlot;
            if (records.get(slot).isEmpty() && !isBlank(ring, slot) && !mayBeTorn) {
                damage.add("byte " + slot * LedgerCodec.SLOT_BYTES + ": a record that is not what was written");
            }
        }
        return damage;
    }

    private static Optional<Authority> decode(ByteBuffer ring, int slot) {
        return LedgerCodec.decode(ring.slice(slot * LedgerCodec.SLOT_BYTES, LedgerCodec.SLOT_BYTES));
    }

    private static boolean isBlank(ByteBuffer ring, int slot) {
        ByteBuffer bytes = ring.slice(slot * LedgerCodec.SLOT_BYTES, LedgerCodec.SLOT_BYTES);
        while (bytes.hasRemaining()) {
            if (bytes.get() != 0) {
                return false;
            }
        }
        return true;
    }
}
