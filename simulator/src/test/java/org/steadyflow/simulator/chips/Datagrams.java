package org.steadyflow.simulator.chips;

import java.util.HexFormat;

/** Bytes of the motor driver's serial line, written out by hand and by the published checksum. */
final class Datagrams {
    private Datagrams() {}

    /** Hexadecimal, with blanks between bytes. */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    static byte[] read(int register) {
        return closed(new byte[] {0x05, 0x01, (byte) register, 0});
    }

    static byte[] write(int register, int value) {
        return closed(new byte[] {
            0x05,
            0x01,
            (byte) (register | 0x80),
            (byte) (value >> 24),
            (byte) (value >> 16),
            (byte) (value >> 8),
            (byte) value,
            0
        });
    }

    /** With its checksum in the last place. */
    static byte[] closed(byte[] datagram) {
        datagram[datagram.length - 1] = (byte) Tmc5160Uart.crc(datagram, datagram.length - 1);
        return datagram;
    }
}
