package org.steadyflow.firmware.ledger;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The last starts of control, in the chip: the first thing that a start writes, so that one which does not live to
 * write its journal counts as well. One thread.
 */
public final class BootLog {
    static final int ENTRIES = 16;
    static final int ENTRY_BYTES = 32;

    private static final int MAGIC = 0x53464231; // "SFB1"
    private static final int BODY_BYTES = Integer.BYTES + 2 * Long.BYTES;

    private final ByteMemory memory;

    public BootLog(ByteMemory memory) {
        this.memory = memory;
    }

    private record Entry(long number, long wallMs) {}

    /**
     * Notes a start, and counts the starts of the last {@link Recovery#LOOP_WITHIN}, this one included. A chip that
     * cannot be read or written counts what it shows.
     *
     * @param wallMs the wall clock now. A start that lies after it counts: the clock was lost, and nobody knows when
     *     that was
     */
    public int start(long wallMs) {
        long newest = 0;
        int recent = 1;
        for (int slot = 0; slot < ENTRIES; slot++) {
            Optional<Entry> entry = read(slot);
            newest = Math.max(newest, entry.map(Entry::number).orElse(0L));
            recent += entry.filter(found -> wallMs - found.wallMs() < Recovery.LOOP_WITHIN.toMillis())
                            .isPresent()
                    ? 1
                    : 0;
        }
        write(new Entry(newest + 1, wallMs));
        return recent;
    }

    private Optional<Entry> read(int slot) {
        ByteBuffer bytes = ByteBuffer.allocate(ENTRY_BYTES);
        boolean isRead = memory.read(addressOf(slot), bytes.array()).isEmpty();
        return isRead && bytes.getInt(0) == MAGIC && bytes.getInt(BODY_BYTES) == checksum(bytes)
                ? Optional.of(new Entry(bytes.getLong(Integer.BYTES), bytes.getLong(Integer.BYTES + Long.BYTES)))
                : Optional.empty();
    }

    private void write(Entry entry) {
        ByteBuffer bytes = ByteBuffer.allocate(ENTRY_BYTES)
                .putInt(MAGIC)
                .putLong(entry.number())
                .putLong(entry.wallMs());
        bytes.putInt(checksum(bytes));
        memory.write(addressOf((int) (entry.number() % ENTRIES)), bytes.array());
    }

    private static int addressOf(int slot) {
        return ChipStorage.BOOT_LOG_ADDRESS + slot * ENTRY_BYTES;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate().position(0).limit(BODY_BYTES));
        return (int) sum.getValue();
    }
}
