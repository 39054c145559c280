package org.steadyflow.firmware.ledger;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.motion.Scale;

/**
 * One ledger record in its slot: magic, fields, CRC-32C, zeros. Big-endian. What older firmware wrote, without the last
 * fields, is read as they were then: a nominal yield, nothing backwards, and no mark.
 */
final class LedgerCodec {
    private static final int FIRST_MAGIC = 0x53464C31; // "SFL1"
    private static final int FIRST_BYTES = 4 + 8 + 8 + 4 + 8 + 8 + 8 + 8 + 8 + 4;
    private static final int SECOND_MAGIC = 0x53464C32; // "SFL2"
    private static final int SECOND_BYTES = FIRST_BYTES + 8 + 4 + 4 + 8;
    private static final int MAGIC = 0x53464C33; // "SFL3"
    private static final int BODY_BYTES = SECOND_BYTES + 8 + 8;

    private LedgerCodec() {}

    /** A record with its mark. */
    record Kept(Authority record, Ledger.Mark mark) {
        static final Kept NONE = new Kept(Authority.NONE, Ledger.Mark.NONE);

        long number() {
            return record.number();
        }
    }

    static ByteBuffer encode(Kept kept, int slotBytes) {
        Authority record = kept.record();
        ByteBuffer slot = ByteBuffer.allocate(slotBytes);
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
                .putLong(record.reverse())
                .putLong(kept.mark().decidedSeq())
                .putLong(kept.mark().wallMs());
        slot.putInt(crc(slot, BODY_BYTES));
        return slot.clear();
    }

    /** Empty for anything that is not a whole record. */
    static Optional<Kept> decode(ByteBuffer slot) {
        int bytes = bodyBytes(slot.getInt(0));
        boolean isWhole = bytes > 0 && slot.getInt(bytes) == crc(slot, bytes);
        return isWhole ? read(slot.duplicate().position(Integer.BYTES), bytes) : Optional.empty();
    }

    /** 0 for what is no magic of ours. */
    private static int bodyBytes(int magic) {
        return switch (magic) {
            case MAGIC -> BODY_BYTES;
            case SECOND_MAGIC -> SECOND_BYTES;
            case FIRST_MAGIC -> FIRST_BYTES;
            default -> 0;
        };
    }

    private static Optional<Kept> read(ByteBuffer in, int bytes) {
        Optional<Authority> record = readRecord(in, bytes > FIRST_BYTES);
        return record.map(found ->
                new Kept(found, bytes == BODY_BYTES ? new Ledger.Mark(in.getLong(), in.getLong()) : Ledger.Mark.NONE));
    }

    private static Optional<Authority> readRecord(ByteBuffer in, boolean hasAll) {
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
