package org.steadyflow.firmware.ledger;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.steadyflow.firmware.core.Authority;

/**
 * One ledger record in a slot of 512 bytes: magic, fields, CRC-32C, zeros. Big-endian. Records of the first version,
 * which knew no reverse motion, are read and not written.
 */
final class LedgerCodec {
    static final int SLOT_BYTES = 512;

    private static final int MAGIC_1 = 0x53464C31; // "SFL1"
    private static final int MAGIC_2 = 0x53464C32; // "SFL2"
    private static final int BODY_BYTES_1 = 4 + 8 + 8 + 4 + 8 + 8 + 8 + 8 + 8 + 4;
    private static final int BODY_BYTES_2 = BODY_BYTES_1 + 8;

    private LedgerCodec() {}

    static ByteBuffer encode(Authority record) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putInt(MAGIC_2)
                .putLong(record.number())
                .putLong(record.order())
                .putInt(record.part())
                .putLong(record.partStart())
                .putLong(record.settled())
                .putLong(record.width())
                .putLong(record.authorised())
                .putLong(record.anchor())
                .putInt(record.unsettledStops())
                .putLong(record.reverse());
        slot.putInt(crc(slot, BODY_BYTES_2));
        return slot.clear();
    }

    /** Empty for anything that is not a whole record. */
    static Optional<Authority> decode(ByteBuffer slot) {
        return switch (slot.getInt(0)) {
            case MAGIC_1 -> isWhole(slot, BODY_BYTES_1) ? Optional.of(fields(slot, false)) : Optional.empty();
            case MAGIC_2 -> isWhole(slot, BODY_BYTES_2) ? Optional.of(fields(slot, true)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isWhole(ByteBuffer slot, int bodyBytes) {
        return slot.getInt(bodyBytes) == crc(slot, bodyBytes);
    }

    private static Authority fields(ByteBuffer slot, boolean hasReverse) {
        ByteBuffer in = slot.duplicate().position(Integer.BYTES);
        return new Authority(
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getInt(),
                hasReverse ? in.getLong() : 0);
    }

    private static int crc(ByteBuffer slot, int bodyBytes) {
        CRC32C sum = new CRC32C();
        sum.update(slot.duplicate().position(0).limit(bodyBytes));
        return (int) sum.getValue();
    }
}
