package org.steadyflow.hal.chip;

import org.steadyflow.hal.bus.I2cLink;

/**
 * The clock DS3231 with its own cell and thermometer. Data sheet 19-5170: figure 1 (timekeeping registers), control
 * (0Eh), status (0Fh), temperature (11h and 12h). The time is kept as UTC.
 *
 * <p>Time, flags and temperature come in one transfer, which the chip makes of one instant: 22 bytes, 0.5 ms of a 400
 * kHz bus. One thread.
 */
public final class Ds3231 {
    /** It has no other address. */
    public static final int ADDRESS = 0x68;
    /** 2000-01-01T00:00Z, the first that can be set. */
    public static final long FIRST_EPOCH_SECOND = 946_684_800L;
    /** 2099-12-31T23:59:59Z, the last that can be set: the chip takes 2100 for a leap year. */
    public static final long LAST_EPOCH_SECOND = 4_102_444_799L;

    private static final int TIME = 0x00;
    private static final int CONTROL = 0x0E;
    private static final int STATUS = 0x0F;
    private static final int TEMPERATURE = 0x11;
    private static final int REGISTERS = 0x13;

    /** INTCN: no square wave; EOSC, the highest bit, is 0, so that the clock also runs on its cell. */
    private static final int CONTROL_RUN = 1 << 2;

    private static final int STATUS_STOPPED = 1 << 7;

    /** Ten bits, the highest first in 16, of a quarter degree each. */
    private static final int TEMPERATURE_SHIFT = 6;

    private static final int MILLIDEGREES_PER_COUNT = 250;

    private final I2cPort port;

    /** A driver that has not spoken to its chip yet. */
    public Ds3231(I2cLink link) {
        port = new I2cPort(link, ADDRESS);
    }

    public Counters counters() {
        return port.counters();
    }

    /** What the clock says now. */
    public Clock read() {
        byte[] registers = new byte[REGISTERS];
        ChipFault fault = port.read(TIME, registers);
        if (!fault.isNone()) {
            return new Clock(fault, 0, true, 0);
        }
        Reading time = Ds3231Time.decode(registers);
        boolean stopped = (registers[STATUS] & STATUS_STOPPED) != 0;
        int quarters = (short) I2cPort.word(registers, TEMPERATURE) >> TEMPERATURE_SHIFT;
        return new Clock(time.fault(), time.value(), stopped, quarters * MILLIDEGREES_PER_COUNT);
    }

    /**
     * Sets the time, lets the clock run, clears the flag that it stopped, and reads all of it back. A second may pass
     * meanwhile.
     *
     * @param epochSecond {@link #FIRST_EPOCH_SECOND} to {@link #LAST_EPOCH_SECOND}
     * @return NONE; WRITE_LOST where it reads otherwise; a fault of the bus
     */
    public ChipFault set(long epochSecond) {
        if (epochSecond < FIRST_EPOCH_SECOND || epochSecond > LAST_EPOCH_SECOND) {
            throw new IllegalArgumentException("a DS3231 cannot be set to second " + epochSecond);
        }
        byte[] out = new byte[1 + Ds3231Time.BYTES];
        out[0] = TIME;
        System.arraycopy(Ds3231Time.encode(epochSecond), 0, out, 1, Ds3231Time.BYTES);
        ChipFault fault = port.write(out);
        // Control and status are neighbours: one transfer, after the time, so that the flag never vouches for an old
        // one.
        if (fault.isNone()) {
            fault = port.write((byte) CONTROL, (byte) CONTROL_RUN, (byte) 0);
        }
        Clock kept = fault.isNone() ? read() : new Clock(fault, 0, true, 0);
        if (!kept.fault().isNone()) {
            return kept.fault();
        }
        boolean took = !kept.stopped() && (kept.epochSecond() == epochSecond || kept.epochSecond() == epochSecond + 1);
        return took ? ChipFault.NONE : ChipFault.WRITE_LOST;
    }

    /**
     * One reading.
     *
     * @param fault why there is no time, or NONE; IMPOSSIBLE where its registers hold none
     * @param epochSecond seconds since 1970-01-01T00:00Z; meaningless unless the fault is NONE
     * @param stopped the clock stood still since it was last set: the time is not to be believed
     * @param temperatureMilliC thousandths of a degree Celsius in steps of 250
     */
    public record Clock(ChipFault fault, long epochSecond, boolean stopped, int temperatureMilliC) {}
}
