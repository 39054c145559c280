package org.steadyflow.hal.chip;

import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;

/**
 * One chip on an I2C bus: transfers to its address, each done a second time where only the first was disturbed. One
 * thread for each port; the bus itself may be shared.
 */
final class I2cPort {
    private static final byte[] NOTHING = {};

    private final I2cLink link;
    private final int address;
    private Counters counters = Counters.ZERO;

    I2cPort(I2cLink link, int address) {
        this.link = link;
        this.address = address;
    }

    Counters counters() {
        return counters;
    }

    ChipFault write(byte... bytes) {
        return transfer(bytes, NOTHING);
    }

    /** Sets the chip's pointer to {@code register} and reads from there on. */
    ChipFault read(int register, byte[] in) {
        return transfer(new byte[] {(byte) register}, in);
    }

    /** A 16-bit register, the high byte first, unsigned. */
    Reading readWord(int register) {
        byte[] in = new byte[Short.BYTES];
        ChipFault fault = read(register, in);
        return fault.isNone() ? Reading.of(word(in, 0)) : Reading.failed(fault);
    }

    /** Writes a 16-bit register, the high byte first. */
    ChipFault writeWord(int register, int value) {
        return write((byte) register, (byte) (value >> Byte.SIZE), (byte) value);
    }

    /**
     * One transaction, and the same again where it ended in a way that a moment's disturbance may have caused.
     * Everything that goes through here may be done twice. A bus that is held low is not tried again: that would take
     * the tick's time.
     */
    ChipFault transfer(byte[] out, byte[] in) {
        ChipFault first = once(out, in);
        boolean passing = first == ChipFault.NOT_ACKNOWLEDGED || first == ChipFault.SHORT;
        if (passing) {
            counters = counters.plusRetried();
        }
        ChipFault last = passing ? once(out, in) : first;
        counters = last.isNone() ? counters : counters.plusFailed();
        return last;
    }

    /** Two bytes, the high one first, unsigned. */
    static int word(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
    }

    private ChipFault once(byte[] out, byte[] in) {
        counters = counters.plusAsked();
        BusResult result = link.transfer(address, out, in);
        return ChipFault.of(result);
    }
}
