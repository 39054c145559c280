package org.steadyflow.firmware.ledger;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.motion.Scale;

/**
 * One ledger record in a slot of 512 bytes: magic, fields, CRC-32C, zeros. Big-endian. What older firmware wrote,
 * without the last fields, is read as they were then: a nominal yield, and nothing backwards.
 */
final class LedgerCodec {
    static final int SLOT_BYTES = 512;

    private static final int FIRST_MAGIC = 0x53464C31; // "SFL1"
    private static final int FIRST_BYTES = 4 + 8 + 8 + 4 + 8 + 8 + 8 + 8 + 8 + 4;
    private static final int MAGIC = 0x53464C32; // "SFL2"
    private static final int BODY_BYTES = FIRST_BYTES + 8 + 4 + 4 + 8;

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
                .putLong(record.scale().anchor())
                .putInt(record.unsettledStops())
                .putLong(record.scale().anchorTravel())
                .putInt(record.scale().below())
                .putInt(record.scale().above())
                .putLong(record.reverse());
        slot.putInt(crc(slot, BODY_BYTES));
        return slot.clear();
    }

    /** Empty for anything that is not a whole record. */
    static Optional<Authority> decode(ByteBuffer slot) {
        int magic = slot.getInt(0);
        boolean isOurs = magic == MAGIC || magic == FIRST_MAGIC;
        int bytes = magic == MAGIC ? BODY_BYTES : FIRST_BYTES;
        return isOurs && slot.getInt(bytes) == crc(slot, bytes)
                ? read(slot.duplicate().position(Integer.BYTES), magic == MAGIC)
                : Optional.empty();
    }

    private static Optional<Authority> read(ByteBuffer in, boolean hasAll) {
        Authority first = new Authority(
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getInt());
        return hasAll
                ? scale(first.scale().anchor(), in.getLong(), in.getInt(), in.getInt())
                        .map(scale -> first.withScale(scale).withReverse(in.getLong()))
                : Optional.of(first);
    }

    /** A yield that no scale may have is no record of ours, whatever its checksum says. */
    private static Optional<Scale> scale(long anchor, long anchorTravel, int below, int above) {
        return Scale.isYield(below) && Scale.isYield(above)
                ? Optional.of(new Scale(anchor, anchorTravel, below, above))
                : Optional.empty();
    }

    private static int crc(ByteBuffer slot, int bytes) {
        CRC32C sum = new CRC32C();
        sum.update(slot.duplicate().position(0).limit(bytes));
        return (int) sum.getValue();
    }
}
