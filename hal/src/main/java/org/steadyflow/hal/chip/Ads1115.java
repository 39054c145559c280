package org.steadyflow.hal.chip;

import org.steadyflow.hal.bus.I2cLink;

/**
 * The four-channel converter ADS1115: single conversions of one channel against ground, 860 samples a second, +-4.096
 * V. Data sheet SBAS444: section 9.4.2.1 (single-shot mode), 9.6.3 (config register), 9.5.4 (data format).
 *
 * <p>{@link #start} begins a conversion, {@link #finish} fetches it {@link #CONVERSION_NS} later, so that other buses
 * can be used meanwhile. {@code finish} first has the chip say which conversion it has: one of another channel, one
 * that is still running and one from before a reset are never taken for the one asked for. A start and its finish are
 * 14 bytes and 0.32 ms of a 400 kHz bus. One thread.
 */
public final class Ads1115 {
    /** Channels AIN0 to AIN3. */
    public static final int CHANNELS = 4;
    /** 1/860 s and its tolerance of 10 %: after this a conversion is there. */
    public static final long CONVERSION_NS = 1_300_000;
    /** One bit at +-4.096 V. */
    public static final int MICROVOLTS_PER_COUNT = 125;

    private static final int CONVERSION = 0x00;
    private static final int CONFIG = 0x01;

    /** Written: begin a conversion. Read: none is running. */
    private static final int OS = 1 << 15;

    private static final int MUX_SHIFT = 12;
    /** AIN0 against ground; the next ones follow. */
    private static final int MUX_SINGLE_ENDED = 0b100;

    /** PGA 001 for +-4.096 V, single-shot, 860 samples a second, comparator off. */
    private static final int SETTING = 0b001 << 9 | 1 << 8 | 0b111 << 5 | 0b11;

    /** Config register after power-on without its highest bit: 0x8583. */
    private static final int POWER_ON_SETTING = 0x0583;

    /** What a data line that is held low gives; no setting of ours is that. */
    private static final int HELD_LOW = 0;

    private static final int NO_CHANNEL = -1;

    private final I2cPort port;
    /** Begun and not fetched yet. */
    private int running = NO_CHANNEL;

    /** A conversion may run that nobody has seen the end of. */
    private boolean unfinished;

    /**
     * A converter that has not spoken to its chip yet.
     *
     * @param address 0x48 to 0x4B, as its pin ADDR is wired
     */
    public Ads1115(I2cLink link, int address) {
        port = new I2cPort(link, address);
    }

    public Counters counters() {
        return port.counters();
    }

    /**
     * Begins a conversion. The chip takes no start while it converts, but takes the new channel's setting (9.4.2.1,
     * 9.6.3): what it says next would be the old channel's value by the new one's name. So after a conversion that was
     * not fetched to its end it is first asked whether it is idle.
     *
     * @param channel 0 to 3
     * @return NOT_READY where one that nobody fetched still runs: nothing was begun, ask {@link #CONVERSION_NS} later;
     *     IMPOSSIBLE where the data line is held low; a fault of the bus
     */
    public ChipFault start(int channel) {
        if (channel < 0 || channel >= CHANNELS) {
            throw new IllegalArgumentException("an ADS1115 has channels 0 to 3, not " + channel);
        }
        running = NO_CHANNEL;
        ChipFault before = unfinished ? whetherIdle() : ChipFault.NONE;
        if (!before.isNone()) {
            return before;
        }
        // Also where the write seems to fail, the chip may have taken it.
        unfinished = true;
        ChipFault fault = port.writeWord(CONFIG, OS | settingOf(channel));
        if (fault.isNone()) {
            running = channel;
        }
        return fault;
    }

    /**
     * Fetches the conversion begun last.
     *
     * @return NOT_READY where it still runs: ask again; WRITE_LOST where the chip converted something else, or nothing
     *     was begun; IMPOSSIBLE where the data line is held low; RESET where it has the setting of a chip just switched
     *     on; a fault of the bus
     */
    public Conversion finish() {
        int channel = running;
        if (channel == NO_CHANNEL) {
            return Conversion.failed(ChipFault.WRITE_LOST);
        }
        Reading config = port.readWord(CONFIG);
        ChipFault fault = config.isGood() ? judged(channel, (int) config.value()) : config.fault();
        unfinished = !config.isGood() || !isIdle((int) config.value());
        if (fault == ChipFault.NOT_READY) {
            return Conversion.failed(fault);
        }
        running = NO_CHANNEL;
        Reading counts = fault.isNone() ? port.readWord(CONVERSION) : Reading.failed(fault);
        return counts.isGood() ? Conversion.of((short) counts.value()) : Conversion.failed(counts.fault());
    }

    private ChipFault whetherIdle() {
        Reading config = port.readWord(CONFIG);
        if (!config.isGood()) {
            return config.fault();
        }
        if (config.value() == HELD_LOW) {
            return ChipFault.IMPOSSIBLE;
        }
        return isIdle((int) config.value()) ? ChipFault.NONE : ChipFault.NOT_READY;
    }

    private static boolean isIdle(int config) {
        return (config & OS) != 0;
    }

    private static ChipFault judged(int channel, int config) {
        boolean idle = isIdle(config);
        int setting = config & ~OS;
        if (setting == settingOf(channel)) {
            return idle ? ChipFault.NONE : ChipFault.NOT_READY;
        }
        if (config == HELD_LOW) {
            return ChipFault.IMPOSSIBLE;
        }
        return setting == POWER_ON_SETTING ? ChipFault.RESET : ChipFault.WRITE_LOST;
    }

    private static int settingOf(int channel) {
        return (MUX_SINGLE_ENDED + channel) << MUX_SHIFT | SETTING;
    }

    /**
     * One conversion.
     *
     * @param fault why there is none, or NONE
     * @param microvolts against ground, in steps of 125; a little below 0 by the converter's offset
     * @param saturated at either end of the scale: the true voltage is there or beyond
     */
    public record Conversion(ChipFault fault, int microvolts, boolean saturated) {
        static Conversion of(short counts) {
            boolean saturated = counts == Short.MAX_VALUE || counts == Short.MIN_VALUE;
            return new Conversion(ChipFault.NONE, counts * MICROVOLTS_PER_COUNT, saturated);
        }

        static Conversion failed(ChipFault fault) {
            return new Conversion(fault, 0, false);
        }
    }
}
