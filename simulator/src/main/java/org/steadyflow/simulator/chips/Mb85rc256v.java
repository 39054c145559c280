package org.steadyflow.simulator.chips;

import org.steadyflow.simulator.world.BoardSignals;

/**
 * The MB85RC256V, 32 KiB of ferroelectric memory (Fujitsu data sheet DS501-00017): two bytes of address, then data; the
 * address goes round at the end. What is written stays, power or not, byte by byte as it came. The world's thread.
 */
public final class Mb85rc256v implements I2cChip {
    public static final int ADDRESS = 0x50;
    /** Where any chip of the family says what it is: the reserved address F8h, less its last bit. */
    public static final int DEVICE_ID_ADDRESS = 0x7C;

    public static final int BYTES = 32_768;

    /** Manufacturer 00Ah, product 510h: density code 5 is 256 kbit. */
    private static final byte[] DEVICE_ID = {0x00, (byte) 0xA5, 0x10};

    private final BoardSignals signals;
    private final byte[] contents = new byte[BYTES];
    private int address;

    Mb85rc256v(BoardSignals signals) {
        this.signals = signals;
    }

    @Override
    public boolean acknowledges() {
        return signals.powered();
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        address = (((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF)) % BYTES;
        for (int i = 2; i < bytes.length; i++) {
            contents[address] = bytes[i];
            address = (address + 1) % BYTES;
        }
    }

    @Override
    public void read(byte[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = contents[address];
            address = (address + 1) % BYTES;
        }
    }

    /** What a test may look at and spoil, as age or a strong field would. */
    public byte[] contents() {
        return contents;
    }

    /** The same chip at {@link #DEVICE_ID_ADDRESS}: it answers to who names it by its own address. */
    I2cChip identity() {
        return new Identity();
    }

    private final class Identity implements I2cChip {
        private boolean named;

        @Override
        public boolean acknowledges() {
            return signals.powered();
        }

        @Override
        public void write(byte[] bytes) {
            named = bytes.length == 1 && (bytes[0] & 0xFE) == ADDRESS << 1;
        }

        @Override
        public void read(byte[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = named ? DEVICE_ID[i % DEVICE_ID.length] : (byte) 0xFF;
            }
        }
    }
}
