package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class Tmc5160DatagramProperties {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final int REPLY_BITS = Tmc5160Datagram.REPLY_BYTES * Byte.SIZE;

    /** Frames published for this chip, and for sister chips with the same code. */
    @Example
    void publishedFramesHaveThePublishedChecksums() {
        assertChecksum("05 01 21", "6B");
        assertChecksum("05 07 21", "9E");
        assertChecksum("55 00 06", "E8");
        assertChecksum("05 FF 06 21 00 02 41", "9D");
        assertChecksum("05 00 EC 10 00 00 53", "9C");
    }

    @Example
    void framesAreThePublishedOnes() {
        assertEquals("05 01 21 6B", HEX.formatHex(Tmc5160Datagram.request(1, 0x21)));
        assertEquals("05 07 21 9E", HEX.formatHex(Tmc5160Datagram.request(7, 0x21)));
        assertEquals("05 00 EC 10 00 00 53 9C", HEX.formatHex(Tmc5160Datagram.write(0, 0x6C, 0x10000053)));
        byte[] reply = HEX.parseHex("05 FF 06 21 00 02 41 9D");
        assertEquals(Reading.of(0x21000241), Tmc5160Datagram.reply(reply, 0, 0x06));
    }

    @Property
    void aReplySaysWhatTheChipSent(@ForAll int value, @ForAll @IntRange(max = 0x7F) int register) {
        assertEquals(Reading.of(value), Tmc5160Datagram.reply(reply(register, value), 0, register));
    }

    @Property
    void aReplyToAnotherQuestionIsRefused(
            @ForAll int value,
            @ForAll @IntRange(max = 0x7F) int register,
            @ForAll @IntRange(min = 1, max = 0x7F) int off) {
        assertRefused(reply(register ^ off, value), register);
    }

    @Property(tries = 50)
    void everyErrorOfOneOrTwoBitsIsFound(@ForAll int value, @ForAll @IntRange(max = 0x7F) int register) {
        for (int first = 0; first < REPLY_BITS; first++) {
            byte[] one = reply(register, value);
            flip(one, first);
            assertRefused(one, register);
            assertChecksumDiffers(one);
            for (int second = first + 1; second < REPLY_BITS; second++) {
                byte[] two = one.clone();
                flip(two, second);
                assertRefused(two, register);
                assertChecksumDiffers(two);
            }
        }
    }

    @Property
    void everyErrorOfAnOddNumberOfBitsIsFound(@ForAll int value, @ForAll long errors) {
        long odd = Long.bitCount(errors) % 2 == 1 ? errors : errors ^ 1;
        byte[] damaged = reply(0x21, value);
        for (int bit = 0; bit < REPLY_BITS; bit++) {
            if ((odd >>> bit & 1) == 1) {
                flip(damaged, bit);
            }
        }
        assertChecksumDiffers(damaged);
    }

    /** As the chip would send it. */
    private static byte[] reply(int register, int value) {
        byte[] bytes = Tmc5160Datagram.write(0xFF, register, value);
        bytes[2] = (byte) register;
        bytes[7] = Tmc5160Datagram.crc(bytes, 0, 7);
        return bytes;
    }

    private static void flip(byte[] bytes, int bit) {
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }

    private static void assertRefused(byte[] bytes, int register) {
        assertEquals(
                ChipFault.BAD_CHECKSUM,
                Tmc5160Datagram.reply(bytes, 0, register).fault());
    }

    /** By the checksum alone: the chip has nothing else to know a damaged write by. */
    private static void assertChecksumDiffers(byte[] bytes) {
        boolean differs = Tmc5160Datagram.crc(bytes, 0, 7) != bytes[7];
        assertEquals(true, differs, () -> HEX.formatHex(bytes));
    }

    private static void assertChecksum(String bytes, String crc) {
        byte[] frame = HEX.parseHex(bytes);
        assertEquals(crc, HEX.toHexDigits(Tmc5160Datagram.crc(frame, 0, frame.length)), bytes);
    }
}
