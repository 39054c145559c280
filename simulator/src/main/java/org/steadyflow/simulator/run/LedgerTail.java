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
 * Follows the ledger on the simulated disk to its newest whole record. Reads the ring by itself, not with the code by
 * which the pump recovers: 64 slots of 512 bytes, twice. One thread.
 */
final class LedgerTail {
    private static final String FILE = "ledger";
    private static final int SLOTS = 64;
    private static final int COPIES = 2;
    private static final int SLOT_BYTES = 512;
    private static final int BODY_BYTES = 92;
    private static final int MAGIC = 0x53464C32;

    private final Storage storage;
    private Authority newest = Authority.NONE;

    LedgerTail(Storage storage) {
        this.storage = storage;
    }

    /** After a start or a power cut: reads the whole ring, as what was newest may be gone. */
    Authority readAll() throws IOException {
        newest = Authority.NONE;
        if (!storage.names().contains(FILE)) {
            return newest;
        }
        try (StoredFile file = storage.open(FILE)) {
            for (int slot = 0; slot < SLOTS * COPIES; slot++) {
                newest = newer(decode(file, slot));
            }
        }
        return newest;
    }

    /** Goes on from the record that was newest: numbers grow by one. */
    Authority read() throws IOException {
        try (StoredFile file = storage.open(FILE)) {
            long before;
            do {
                before = newest.number();
                int slot = Math.floorMod(before + 1, SLOTS);
                newest = newer(decode(file, slot));
                newest = newer(decode(file, slot + SLOTS));
            } while (newest.number() != before);
        }
        return newest;
    }

    private Authority newer(Optional<Authority> record) {
        return record.filter(found -> found.number() > newest.number()).orElse(newest);
    }

    private static Optional<Authority> decode(StoredFile file, int slot) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BODY_BYTES + Integer.BYTES);
        file.read((long) slot * SLOT_BYTES, bytes);
        bytes.flip();
        boolean isRecord = bytes.remaining() == BODY_BYTES + Integer.BYTES && bytes.getInt() == MAGIC;
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
