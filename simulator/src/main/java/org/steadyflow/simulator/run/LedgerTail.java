package org.steadyflow.simulator.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/**
 * Follows one copy of the ledger to its newest whole record. Reads the ring by itself, not with the code by which the
 * pump recovers: 64 slots, twice; of 512 bytes on the disk, of 128 in the chip. One thread.
 */
final class LedgerTail {
    private static final String FILE = "ledger";
    private static final int SLOTS = 64;
    private static final int COPIES = 2;
    private static final int FILE_SLOT_BYTES = 512;
    private static final int CHIP_SLOT_BYTES = 128;
    private static final int CHIP_RING_ADDRESS = 0x1000;
    private static final int BODY_BYTES = 108;
    private static final int RECORD_BYTES = BODY_BYTES + Integer.BYTES;
    private static final int MAGIC = 0x53464C33;

    private final Source source;
    private Authority newest = Authority.NONE;

    /** Where the slots are. */
    private interface Source {
        /** The first bytes of a slot; fewer where there are none. */
        ByteBuffer slot(int slot) throws IOException;
    }

    private LedgerTail(Source source) {
        this.source = source;
    }

    static LedgerTail of(Storage disk) {
        return new LedgerTail(slot -> onDisk(disk, slot));
    }

    static LedgerTail of(SimulatedFram chip) {
        return new LedgerTail(slot -> {
            byte[] bytes = new byte[RECORD_BYTES];
            boolean isRead =
                    chip.read(CHIP_RING_ADDRESS + slot * CHIP_SLOT_BYTES, bytes).isEmpty();
            return isRead ? ByteBuffer.wrap(bytes) : ByteBuffer.allocate(0);
        });
    }

    private static ByteBuffer onDisk(Storage storage, int slot) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(RECORD_BYTES);
        if (storage.names().contains(FILE)) {
            try (StoredFile file = storage.open(FILE)) {
                file.read((long) slot * FILE_SLOT_BYTES, bytes);
            }
        }
        return bytes.flip();
    }

    /** After a start or a power cut: reads the whole ring, as what was newest may be gone. */
    Authority readAll() throws IOException {
        newest = Authority.NONE;
        for (int slot = 0; slot < SLOTS * COPIES; slot++) {
            newest = newer(decode(slot));
        }
        return newest;
    }

    /** Goes on from the record that was newest: numbers grow by one. */
    Authority read() throws IOException {
        long before;
        do {
            before = newest.number();
            int slot = Math.floorMod(before + 1, SLOTS);
            newest = newer(decode(slot));
            newest = newer(decode(slot + SLOTS));
        } while (newest.number() != before);
        return newest;
    }

    private Authority newer(Optional<Authority> record) {
        return record.filter(found -> found.number() > newest.number()).orElse(newest);
    }

    private Optional<Authority> decode(int slot) throws IOException {
        ByteBuffer bytes = source.slot(slot);
        boolean isRecord = bytes.remaining() == RECORD_BYTES && bytes.getInt() == MAGIC;
        if (!isRecord || bytes.getInt(BODY_BYTES) != checksum(bytes)) {
            return Optional.empty();
        }
        Authority nominal = new Authority(
                bytes.getLong(),
                bytes.getLong(),
                bytes.getInt(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getInt());
        long anchor = nominal.scale().anchor();
        Authority scaled = nominal.withScale(new Scale(anchor, bytes.getLong(), bytes.getInt(), bytes.getInt()));
        return Optional.of(scaled.withReverse(bytes.getLong()));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate().position(0).limit(BODY_BYTES));
        return (int) sum.getValue();
    }
}
