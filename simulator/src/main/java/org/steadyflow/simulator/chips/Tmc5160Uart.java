package org.steadyflow.simulator.chips;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The TMC5160's single-wire serial interface (data sheet chapter on the UART interface): datagrams with a sync nibble,
 * a node address and a checksum. A datagram for another node or with a wrong checksum is heard in silence. What is sent
 * on the one wire comes back as echo, then the answer. The world's thread.
 */
public final class Tmc5160Uart {
    private static final int SYNC = 0x5;
    private static final int MASTER = 0xFF;
    private static final int WRITE = 0x80;
    private static final int READ_BYTES = 4;
    private static final int WRITE_BYTES = 8;
    private static final int BITS_PER_BYTE = 10;
    /** Reset value of SENDDELAY: the answer begins this many bit times after the request. */
    private static final int SEND_DELAY_BITS = 8;

    private static final int POLYNOMIAL = 0x07;
    /** What a glitch that looks like a start bit is read as. */
    private static final byte[] STRAY = {(byte) 0xFE};

    private final Tmc5160Emulator chip;
    private final BusFaults faults;
    private final BusMeter meter;
    private final byte[] datagram = new byte[WRITE_BYTES];
    private int heard;

    public Tmc5160Uart(Tmc5160Emulator chip, BusFaults faults, BusMeter meter) {
        this.chip = chip;
        this.faults = faults;
        this.meter = meter;
    }

    /** The line was idle for so long that the next byte begins a datagram: more than 63 bit times. */
    public void idle() {
        heard = 0;
    }

    /**
     * Takes what was sent without a pause and answers what then is on the line: the echo and any answer. Whatever a
     * datagram does is done when its echo is returned.
     */
    public byte[] exchange(byte[] sent) {
        BusFault fault = faults.draw();
        meter.busy((long) sent.length * BITS_PER_BYTE);
        if (fault == BusFault.STUCK || fault == BusFault.GONE) {
            idle();
            return new byte[0];
        }
        byte[] arriving = sent.clone();
        boolean flipsThere = fault == BusFault.BIT_FLIP && faults.toss();
        if (flipsThere) {
            faults.flip(arriving);
        }
        byte[] answer = fault == BusFault.NOT_ACKNOWLEDGED ? new byte[0] : hear(arriving);
        if (answer.length > 0) {
            meter.busy((long) answer.length * BITS_PER_BYTE + SEND_DELAY_BITS);
        }
        byte[] back = joined(fault == BusFault.ECHO_LOST ? new byte[0] : sent, answer);
        if (fault == BusFault.BIT_FLIP && !flipsThere) {
            faults.flip(back);
        }
        byte[] whole = fault == BusFault.EXTRA_BYTE ? joined(STRAY, back) : back;
        return fault == BusFault.SHORT ? firstHalf(whole) : whole;
    }

    /** How many bytes of an answer come late: whoever wanted so many has them already. */
    static int lateBytes(byte[] sent, byte[] back) {
        boolean isStray = back.length > 0 && sent.length > 0 && back[0] == STRAY[0] && sent[0] != STRAY[0];
        return isStray ? STRAY.length : 0;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private byte[] hear(byte[] bytes) {
        if (!chip.isAlive()) {
            idle();
            return new byte[0];
        }
        for (int i = 0; i < bytes.length; i++) {
            if (heard == 0 && (bytes[i] & 0x0F) != SYNC) {
                continue;
            }
            datagram[heard++] = bytes[i];
            if (heard < READ_BYTES || heard < length()) {
                continue;
            }
            heard = 0;
            if (!isWhole()) {
                // it waits for the line to be idle before it listens again
                return new byte[0];
            }
            byte[] answer = obey();
            if (answer.length > 0) {
                boolean collides = i + 1 < bytes.length;
                return collides ? garbled(answer) : answer;
            }
        }
        return new byte[0];
    }

    /** Two talk on the one wire: what either pulls low is low. */
    private static byte[] garbled(byte[] answer) {
        byte[] wire = answer.clone();
        for (int i = 0; i < wire.length; i++) {
            wire[i] &= SYNC;
        }
        return wire;
    }

    private int length() {
        return (datagram[2] & WRITE) != 0 ? WRITE_BYTES : READ_BYTES;
    }

    private boolean isWhole() {
        int last = length() - 1;
        return crc(datagram, last) == (datagram[last] & 0xFF);
    }

    private byte[] obey() {
        if ((datagram[1] & 0xFF) != chip.nodeAddress()) {
            return new byte[0];
        }
        int register = datagram[2] & 0x7F;
        if ((datagram[2] & WRITE) != 0) {
            chip.write(register, word(datagram));
            return new byte[0];
        }
        return reply(register, chip.read(register));
    }

    private static int word(byte[] from) {
        return ((from[3] & 0xFF) << 24) | ((from[4] & 0xFF) << 16) | ((from[5] & 0xFF) << 8) | (from[6] & 0xFF);
    }

    private static byte[] reply(int register, int value) {
        byte[] reply = {
            SYNC,
            (byte) MASTER,
            (byte) register,
            (byte) (value >> 24),
            (byte) (value >> 16),
            (byte) (value >> 8),
            (byte) value,
            0
        };
        reply[WRITE_BYTES - 1] = (byte) crc(reply, WRITE_BYTES - 1);
        return reply;
    }

    /** CRC-8, polynomial x^8 + x^2 + x + 1, each byte's least significant bit first, begun with 0. */
    static int crc(byte[] bytes, int count) {
        int crc = 0;
        for (int i = 0; i < count; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                boolean differs = ((crc >> 7) ^ ((bytes[i] >> bit) & 1)) != 0;
                crc = ((crc << 1) & 0xFF) ^ (differs ? POLYNOMIAL : 0);
            }
        }
        return crc;
    }
}
