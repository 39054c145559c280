package org.steadyflow.firmware.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/**
 * A {@link Storage} for the ledger alone in 32 KiB of a chip that takes bytes in place:
 *
 * <pre>
 * 0x0000  head: magic, pump, CRC-32C, in 32 bytes
 * 0x0080  the head again
 * 0x0100  {@link BootLog}: 16 starts of 32 bytes
 * 0x1000  the ring of the ledger: 64 slots of 128 bytes
 * 0x3000  the ring again
 * 0x5000  free
 * </pre>
 *
 * <p>The head names the pump, so that a chip from another pump is seen for what it is. Every write is read back: a chip
 * that is write-protected takes bytes and keeps none. Nothing waits for a force. One thread.
 */
public final class ChipStorage implements Storage {
    /** Bytes that the chip must have. */
    public static final int CHIP_BYTES = 32 * 1024;

    static final int BOOT_LOG_ADDRESS = 0x100;

    private static final int RING_ADDRESS = 0x1000;
    private static final int[] HEAD_ADDRESSES = {0, 0x80};
    private static final int HEAD_BYTES = 32;
    private static final int HEAD_BODY_BYTES = 12;
    private static final int MAGIC = 0x53464631; // "SFF1"

    private final ByteMemory memory;
    private final long pump;

    /** @param pump name of the pump that the chip belongs to */
    public ChipStorage(ByteMemory memory, String pump) {
        this.memory = memory;
        this.pump = tagOf(pump);
    }

    /** Whose the chip is. */
    public enum Owner {
        THIS_PUMP,
        ANOTHER_PUMP,
        /** New, or damaged beyond telling. */
        NOBODY
    }

    /** @throws IOException where the chip cannot be read */
    public Owner owner() throws IOException {
        Owner found = Owner.NOBODY;
        for (int address : HEAD_ADDRESSES) {
            Optional<Long> named = pumpIn(ByteBuffer.wrap(get(address, HEAD_BYTES)));
            if (named.isPresent() && named.get() == pump) {
                return Owner.THIS_PUMP;
            }
            found = named.isPresent() ? Owner.ANOTHER_PUMP : found;
        }
        return found;
    }

    /** Writes the head as it is, and so finds out whether the chip still takes bytes. */
    public void rewriteHead() throws IOException {
        for (int address : HEAD_ADDRESSES) {
            put(address, head());
        }
    }

    @Override
    public List<String> names() throws IOException {
        return owner() == Owner.THIS_PUMP ? List.of(Ledger.FILE) : List.of();
    }

    /** The head last: a cut on the way leaves a chip that is nobody's. */
    @Override
    public StoredFile create(String name, long sizeBytes) throws IOException {
        requireLedger(name);
        if (names().contains(name)) {
            throw new FileAlreadyExistsException(name);
        }
        if (sizeBytes > CHIP_BYTES - RING_ADDRESS) {
            throw new IOException("the chip has no room for " + sizeBytes + " bytes");
        }
        put(RING_ADDRESS, new byte[(int) sizeBytes]);
        for (int address : HEAD_ADDRESSES) {
            put(address, head());
        }
        return new Region((int) sizeBytes);
    }

    @Override
    public StoredFile open(String name) throws IOException {
        requireLedger(name);
        if (!names().contains(name)) {
            throw new FileNotFoundException(name);
        }
        return new Region(Ledger.Form.CHIP.fileBytes());
    }

    @Override
    public void delete(String name) throws IOException {
        requireLedger(name);
        for (int address : HEAD_ADDRESSES) {
            put(address, new byte[HEAD_BYTES]);
        }
    }

    private static void requireLedger(String name) {
        if (!name.equals(Ledger.FILE)) {
            throw new IllegalArgumentException("the chip keeps the ledger alone, not \"" + name + "\"");
        }
    }

    private byte[] head() {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).putInt(MAGIC).putLong(pump);
        return head.putInt(checksum(head)).array();
    }

    private static Optional<Long> pumpIn(ByteBuffer head) {
        boolean isHead = head.getInt(0) == MAGIC && head.getInt(HEAD_BODY_BYTES) == checksum(head);
        return isHead ? Optional.of(head.getLong(Integer.BYTES)) : Optional.empty();
    }

    private static int checksum(ByteBuffer head) {
        CRC32C sum = new CRC32C();
        sum.update(head.duplicate().position(0).limit(HEAD_BODY_BYTES));
        return (int) sum.getValue();
    }

    /** FNV-1a of 64 bits: two pumps of one workshop are told apart, which is all that is asked. */
    private static long tagOf(String pump) {
        long tag = 0xcbf29ce484222325L;
        for (byte letter : pump.getBytes(StandardCharsets.UTF_8)) {
            tag = (tag ^ (letter & 0xff)) * 0x100000001b3L;
        }
        return tag;
    }

    private byte[] get(int address, int count) throws IOException {
        byte[] bytes = new byte[count];
        Optional<String> fault = memory.read(address, bytes);
        if (fault.isPresent()) {
            throw new IOException("the memory chip cannot be read: " + fault.get());
        }
        return bytes;
    }

    private void put(int address, byte[] bytes) throws IOException {
        Optional<String> fault = memory.write(address, bytes);
        if (fault.isPresent()) {
            throw new IOException("the memory chip cannot be written: " + fault.get());
        }
        if (!Arrays.equals(bytes, get(address, bytes.length))) {
            throw new IOException("the memory chip does not keep what is written");
        }
    }

    /** The two rings. */
    private final class Region implements StoredFile {
        private final int sizeBytes;

        Region(int sizeBytes) {
            this.sizeBytes = sizeBytes;
        }

        @Override
        public long size() {
            return sizeBytes;
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            int count = Math.clamp(sizeBytes - position, 0, target.remaining());
            target.put(get(addressOf(position), count));
            return count;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            if (position < 0 || position + bytes.remaining() > sizeBytes) {
                throw new IllegalArgumentException("bytes " + position + " to " + (position + bytes.remaining())
                        + " are outside a ring of " + sizeBytes);
            }
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            put(addressOf(position), all);
        }

        private int addressOf(long position) {
            return RING_ADDRESS + (int) position;
        }

        @Override
        public void force() {
            // what the chip has taken it keeps
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
