package org.steadyflow.firmware.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a ring of records: which is the newest, and which copies are not what was written. Pure. */
final class LedgerScan {
    private final ByteBuffer ring;
    private final Ledger.Form form;
    private final int presentBytes;
    private final List<String> damage = new ArrayList<>();

    private LedgerScan(ByteBuffer ring, Ledger.Form form, int presentBytes) {
        this.ring = ring;
        this.form = form;
        this.presentBytes = presentBytes;
    }

    /** Both rings one after the other; bytes from {@code presentBytes} on were missing. */
    static Ledger.Reading read(ByteBuffer ring, Ledger.Form form, int presentBytes) {
        return new LedgerScan(ring, form, presentBytes).read();
    }

    static int slotOf(long number) {
        return Math.floorMod(number, Ledger.SLOTS);
    }

    private Ledger.Reading read() {
        LedgerCodec.Kept newest = LedgerCodec.Kept.NONE;
        for (int copy = 0; copy < Ledger.SLOTS * Ledger.COPIES; copy++) {
            LedgerCodec.Kept kept = decode(copy).orElse(LedgerCodec.Kept.NONE);
            newest = kept.number() > newest.number() ? kept : newest;
        }
        if (presentBytes < form.fileBytes()) {
            damage.add("byte " + presentBytes + ": the file ends");
        }
        for (int copy = 0; copy < Ledger.SLOTS * Ledger.COPIES; copy++) {
            check(copy);
        }
        return new Ledger.Reading(newest.record(), newest.mark(), lostSlots(), damage);
    }

    private Set<Integer> lostSlots() {
        Set<Integer> lost = new HashSet<>();
        for (int slot = 0; slot < Ledger.SLOTS; slot++) {
            if (isCutBefore(slot) || (isUnreadable(slot) && isUnreadable(slot + Ledger.SLOTS))) {
                lost.add(slot);
            }
        }
        return lost;
    }

    /** The file was cut inside its first ring, so anything may have stood behind the cut. */
    private boolean isCutBefore(int slot) {
        return presentBytes < (slot + 1) * form.slotBytes();
    }

    /** Two copies of one slot are the same, or one of them was lost. A store that failed for a while left slots out. */
    private void check(int copy) {
        long position = (long) copy * form.slotBytes();
        if (position + form.slotBytes() > presentBytes) {
            return;
        }
        Optional<LedgerCodec.Kept> record = decode(copy);
        long expected = decode(otherCopyOf(copy)).map(LedgerCodec.Kept::number).orElse(0L);
        if (record.isEmpty() && !isBlank(copy)) {
            damage.add("byte " + position + ": not a record");
        } else if (record.isEmpty() && expected > 0) {
            damage.add("byte " + position + ": empty where record " + expected + " should stand");
        } else if (record.isPresent() && record.get().number() < expected) {
            damage.add(
                    "byte " + position + ": record " + record.get().number() + " where " + expected + " should stand");
        }
    }

    private static int otherCopyOf(int copy) {
        return (copy + Ledger.SLOTS) % (Ledger.SLOTS * Ledger.COPIES);
    }

    private boolean isUnreadable(int copy) {
        return decode(copy).isEmpty() && !isBlank(copy);
    }

    /** Empty for anything that is not a whole record in its own place. */
    private Optional<LedgerCodec.Kept> decode(int copy) {
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
        return ring.slice(copy * form.slotBytes(), form.slotBytes());
    }
}
