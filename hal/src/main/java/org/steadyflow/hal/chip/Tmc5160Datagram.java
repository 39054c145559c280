package org.steadyflow.hal.chip;

/**
 * What goes over the TMC5160's serial line, as bytes. Data sheet Rev. 1.08, sections 5.1 (structure of a datagram) and
 * 5.2 (CRC). Pure.
 *
 * <p>The polynomial x^8 + x^2 + x + 1 has the factor x + 1 and order 127: within a datagram's 64 bits it finds every
 * error of an odd number of bits and every error of two.
 */
final class Tmc5160Datagram {
    static final int WRITE_BYTES = 8;
    static final int REQUEST_BYTES = 4;
    static final int REPLY_BYTES = 8;

    /** The begin of every datagram, either way. */
    private static final byte SYNC = 0x05;
    /** Whom a reply is for. */
    private static final byte MASTER = (byte) 0xFF;

    private static final int WRITE = 0x80;
    private static final int POLYNOMIAL = 0x07;
    private static final int VALUE_AT = 3;

    private Tmc5160Datagram() {}

    /** Writes {@code value} to {@code register} of the chip with address {@code node}. */
    static byte[] write(int node, int register, int value) {
        byte[] bytes = new byte[WRITE_BYTES];
        bytes[0] = SYNC;
        bytes[1] = (byte) node;
        bytes[2] = (byte) (register | WRITE);
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[VALUE_AT + i] = (byte) (value >>> (Integer.SIZE - Byte.SIZE * (i + 1)));
        }
        return sealed(bytes);
    }

    /** Asks the chip with address {@code node} for {@code register}. */
    static byte[] request(int node, int register) {
        return sealed(new byte[] {SYNC, (byte) node, (byte) register, 0});
    }

    /**
     * What a reply says.
     *
     * @param bytes hold it from {@code from} on
     * @param register the one that was asked for
     * @return the register's 32 bits, signed; BAD_CHECKSUM where it is damaged or answers another question
     */
    static Reading reply(byte[] bytes, int from, int register) {
        boolean whole = bytes[from + REPLY_BYTES - 1] == crc(bytes, from, REPLY_BYTES - 1);
        boolean ours = bytes[from] == SYNC && bytes[from + 1] == MASTER && bytes[from + 2] == (byte) register;
        if (!whole || !ours) {
            return Reading.failed(ChipFault.BAD_CHECKSUM);
        }
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(bytes[from + VALUE_AT + i]);
        }
        return Reading.of(value);
    }

    /** CRC-8 of some bytes, each taken least significant bit first. */
    static byte crc(byte[] bytes, int from, int length) {
        int crc = 0;
        for (int i = from; i < from + length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                int top = crc >> (Byte.SIZE - 1) & 1;
                int next = bytes[i] >> bit & 1;
                crc = crc << 1 & 0xFF;
                if (top != next) {
                    crc ^= POLYNOMIAL;
                }
            }
        }
        return (byte) crc;
    }

    private static byte[] sealed(byte[] bytes) {
        bytes[bytes.length - 1] = crc(bytes, 0, bytes.length - 1);
        return bytes;
    }
}
