package org.steadyflow.firmware.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.core.Authority;

/** Reads a ring of records: which is the newest, and which copies are not what was written. Pure. */
final class LedgerScan {
    private final ByteBuffer ring;
    private final int presentBytes;
    private final List<String> damage = new ArrayList<>();

    private LedgerScan(ByteBuffer ring, int presentBytes) {
        this.ring = ring;
        this.presentBytes = presentBytes;
    }

    /** Both rings one after the other; bytes from {@code presentBytes} on were missing. */
    static Ledger.Reading read(ByteBuffer ring, int presentBytes) {
        return new LedgerScan(ring, presentBytes).read();
    }

    static int slotOf(long number) {
        return Math.floorMod(number, Ledger.SLOTS);
    }

    private Ledger.Reading read() {
        Authority newest = Authority.NONE;
        for (int copy = 0; copy < Ledger.SLOTS * Ledger.COPIES; copy++) {
            Authority record = decode(copy).orElse(Authority.NONE);
            newest = record.number() > newest.number() ? record : newest;
        }
        if (presentBytes < Ledger.FILE_BYTES) {
            damage.add("byte " + presentBytes + ": the file ends");
        }
        for (int copy = 0; copy < Ledger.SLOTS * Ledger.COPIES; copy++) {
            check(copy, newest.number());
        }
        int next = slotOf(newest.number() + 1);
        boolean inDoubt = isUnreadable(next) && isUnreadable(next + Ledger.SLOTS);
        return new Ledger.Reading(newest, inDoubt || isCutBehind(newest), damage);
    }

    /** The file was cut inside its first ring, so a newer record may have stood behind the cut. */
    private boolean isCutBehind(Authority newest) {
        int next = slotOf(newest.number() + 1);
        return presentBytes < (next + 1) * LedgerCodec.SLOT_BYTES;
    }

    private void check(int copy, long newest) {
        long position = (long) copy * LedgerCodec.SLOT_BYTES;
        if (position + LedgerCodec.SLOT_BYTES > presentBytes) {
            return;
        }
        long expected = expectedAt(copy, newest);
        Optional<Authority> record = decode(copy);
        if (record.isEmpty() && !isBlank(copy)) {
            damage.add("byte " + position + ": not a record");
        } else if (record.isEmpty() && decode(otherCopyOf(copy)).isPresent()) {
            damage.add("byte " + position + ": empty where record " + expected + " should stand");
        } else if (record.isPresent() && record.get().number() != expected) {
            damage.add(
                    "byte " + position + ": record " + record.get().number() + " where " + expected + " should stand");
        }
    }

    /** Number of the record that belongs there, below 1 for none. */
    private static long expectedAt(int copy, long newest) {
        return newest - Math.floorMod(newest - copy, Ledger.SLOTS);
    }

    private static int otherCopyOf(int copy) {
        return (copy + Ledger.SLOTS) % (Ledger.SLOTS * Ledger.COPIES);
    }

    private boolean isUnreadable(int copy) {
        return decode(copy).isEmpty() && !isBlank(copy);
    }

    /** Empty for anything that is not a whole record in its own place. */
    private Optional<Authority> decode(int copy) {
        return LedgerCodec.decode(slot(copy)).filter(record -> slotOf(record.number()) == copy % Ledger.SLOTS);
    }

    private boolean isBlank(int copy) {
        ByteBuffer bytes = slot(copy);
        while (bytes.hasRemaining()) {
            if (bytes.get() != 0) {
                return false;
            }
        }
        return true;
    }

    private ByteBuffer slot(int copy) {
        return ring.slice(copy * LedgerCodec.SLOT_BYTES, LedgerCodec.SLOT_BYTES);
    }
}
