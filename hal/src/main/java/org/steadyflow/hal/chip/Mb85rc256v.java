package org.steadyflow.hal.chip;

import java.util.Arrays;
import org.steadyflow.hal.bus.I2cLink;

/**
 * The 32 KiB FRAM MB85RC256V: what is written stays without power, at once and as often as wanted. Data sheet
 * DS501-00017-3v0-E: byte and page write, random and sequential read, Device ID (page 10).
 *
 * <p>Transfers carry at most {@value #CHUNK_BYTES} bytes, 0.8 ms of a 400 kHz bus, so that no other user of the bus
 * waits longer. A power cut may leave the first part of a write: whoever keeps records here gives them a checksum. One
 * thread.
 */
public final class Mb85rc256v {
    /** Addresses 0 to 32,767. */
    public static final int SIZE_BYTES = 32_768;
    /** Most data bytes in one transfer. */
    public static final int CHUNK_BYTES = 32;

    /** Reserved address, F8 and F9 as bytes on the bus, behind which every such chip tells what it is. */
    private static final int DEVICE_ID_ADDRESS = 0x7C;

    /** Manufacturer 00A, product 510. */
    private static final byte[] DEVICE_ID = {0x00, (byte) 0xA5, 0x10};

    private static final int ADDRESS_BYTES = 2;

    private final I2cPort port;
    private final I2cPort identity;
    private final byte addressOnBus;

    /**
     * A driver that has not spoken to its chip yet.
     *
     * @param address 0x50 to 0x57, as its pins are wired
     */
    public Mb85rc256v(I2cLink link, int address) {
        port = new I2cPort(link, address);
        identity = new I2cPort(link, DEVICE_ID_ADDRESS);
        addressOnBus = (byte) (address << 1);
    }

    public Counters counters() {
        return port.counters();
    }

    /** Checks which chip it is: NONE, WRONG_CHIP or a fault of the bus. */
    public ChipFault begin() {
        byte[] id = new byte[DEVICE_ID.length];
        ChipFault fault = identity.transfer(new byte[] {addressOnBus}, id);
        if (!fault.isNone()) {
            return fault;
        }
        return Arrays.equals(id, DEVICE_ID) ? ChipFault.NONE : ChipFault.WRONG_CHIP;
    }

    /**
     * Fills {@code into} from {@code address} on.
     *
     * @return NONE or a fault of the bus, which leaves {@code into} meaningless
     */
    public ChipFault read(int address, byte[] into) {
        check(address, into.length);
        ChipFault fault = ChipFault.NONE;
        for (int done = 0; done < into.length && fault.isNone(); done += CHUNK_BYTES) {
            byte[] chunk = new byte[Math.min(CHUNK_BYTES, into.length - done)];
            fault = readChunk(address + done, chunk);
            System.arraycopy(chunk, 0, into, done, chunk.length);
        }
        return fault;
    }

    /**
     * Writes all bytes and reads each chunk back. A chunk that reads otherwise is written once more.
     *
     * @return NONE; WRITE_LOST where it reads otherwise twice, as with the write-protect pin high; a fault of the bus.
     *     Unless NONE, a part may have been written
     */
    public ChipFault write(int address, byte[] bytes) {
        check(address, bytes.length);
        ChipFault fault = ChipFault.NONE;
        for (int done = 0; done < bytes.length && fault.isNone(); done += CHUNK_BYTES) {
            byte[] chunk = Arrays.copyOfRange(bytes, done, Math.min(done + CHUNK_BYTES, bytes.length));
            fault = writeChunk(address + done, chunk);
            if (fault == ChipFault.WRITE_LOST) {
                fault = writeChunk(address + done, chunk);
            }
        }
        return fault;
    }

    private ChipFault writeChunk(int address, byte[] chunk) {
        byte[] out = Arrays.copyOf(pointer(address), ADDRESS_BYTES + chunk.length);
        System.arraycopy(chunk, 0, out, ADDRESS_BYTES, chunk.length);
        ChipFault fault = port.write(out);
        byte[] kept = new byte[chunk.length];
        if (fault.isNone()) {
            fault = readChunk(address, kept);
        }
        if (!fault.isNone()) {
            return fault;
        }
        return Arrays.equals(kept, chunk) ? ChipFault.NONE : ChipFault.WRITE_LOST;
    }

    private ChipFault readChunk(int address, byte[] chunk) {
        return port.transfer(pointer(address), chunk);
    }

    private static byte[] pointer(int address) {
        return new byte[] {(byte) (address >> Byte.SIZE), (byte) address};
    }

    private static void check(int address, int length) {
        // The chip would go on at address 0.
        if (address < 0 || length > SIZE_BYTES - address) {
            throw new IllegalArgumentException(length + " bytes at " + address + " are beyond the end of the FRAM");
        }
    }
}
