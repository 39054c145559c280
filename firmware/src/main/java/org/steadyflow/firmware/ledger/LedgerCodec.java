package org.steadyflow.firmware.ledger;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.steadyflow.firmware.core.Authority;

/** One ledger record in a slot of 512 bytes: magic, fields, CRC-32C, zeros. Big-endian. */
final class LedgerCodec {
    static final int SLOT_BYTES = 512;

    private static final int MAGIC = 0x53464C31; // "SFL1"
    private static final int BODY_BYTES = 4 + 8 + 8 + 4 + 8 + 8 + 8 + 8 + 8 + 4;

    private LedgerCodec() {}

    static ByteBuffer encode(Authority record) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putInt(MAGIC)
                .putLong(record.number())
                .putLong(record.order())
                .putInt(record.part())
                .putLong(record.partStart())
                .putLong(record.settled())
                .putLong(record.width())
                .putLong(record.authorised())
                .putLong(record.anchor())
                .putInt(record.unsettledStops());
        slot.putInt(crc(slot));
        return slot.clear();
    }

    /** Empty for anything that is not a whole record. */
    static Optional<Authority> decode(ByteBuffer slot) {
        int storedCrc = slot.getInt(BODY_BYTES);
        boolean isWhole = slot.getInt(0) == MAGIC && storedCrc == crc(slot);
        if (!isWhole) {
            return Optional.empty();
        }
        ByteBuffer in = slot.duplicate().position(Integer.BYTES);
        return Optional.of(new Authority(
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getInt()));
    }

    private static int crc(ByteBuffer slot) {
        CRC32C sum = new CRC32C();
        sum.update(slot.duplicate().position(0).limit(BODY_BYTES));
        return (int) sum.getValue();
    }
}
