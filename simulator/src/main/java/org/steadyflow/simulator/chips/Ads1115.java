package org.steadyflow.simulator.chips;

import java.util.function.LongSupplier;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.simulator.world.BoardSignals;

/**
 * The ADS1115 converter (Texas Instruments data sheet SBAS444, register map) with what the reference board wires to its
 * four inputs. A conversion takes what its rate says; until it is done the result register holds the one before. The
 * world's thread.
 */
public final class Ads1115 implements I2cChip {
    public static final int ADDRESS = 0x48;

    private static final int CONVERSION = 0;
    private static final int CONFIG = 1;
    private static final int LOW_THRESHOLD = 2;
    private static final int HIGH_THRESHOLD = 3;
    private static final int POINTER_MASK = 3;

    private static final int CONFIG_RESET = 0x8583;
    private static final int OS = 0x8000;
    private static final int SINGLE_SHOT = 0x0100;
    private static final int MUX_SHIFT = 12;
    private static final int PGA_SHIFT = 9;
    private static final int RATE_SHIFT = 5;
    private static final int SINGLE_ENDED = 4;

    private static final int[] FULL_SCALE_MV = {6_144, 4_096, 2_048, 1_024, 512, 256, 256, 256};
    private static final int[] SAMPLES_PER_S = {8, 16, 32, 64, 128, 250, 475, 860};
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long WAKE_NS = 25_000;
    private static final double COUNTS = 32_768;

    /** Supply of the chip and of the sensors: no input is higher. */
    private static final double SUPPLY_MV = 5_000;

    private static final double FORCE_ZERO_MV = 500;
    private static final double FORCE_MV_PER_MMHG = 2;
    private static final double PA_PER_MMHG = 133.322;
    private static final double HEAT_ZERO_MV = 500;
    private static final double HEAT_MV_PER_MILLI_CELSIUS = 0.01;

    private final Readings readings;
    private final BoardSignals signals;
    private final LongSupplier nowNs;
    private final int[] thresholds = new int[2];
    private int powerCuts;
    private int pointer;
    private int config;
    private short result;
    private short converting;
    private long readyNs;
    private boolean busy;

    /** @param nowNs time as this chip sees it pass: the world's, and that of the bus it is on */
    Ads1115(Readings readings, BoardSignals signals, LongSupplier nowNs) {
        this.readings = readings;
        this.signals = signals;
        this.nowNs = nowNs;
        this.powerCuts = signals.powerCuts();
        reset();
    }

    private void reset() {
        pointer = 0;
        config = CONFIG_RESET;
        thresholds[0] = 0x8000;
        thresholds[1] = 0x7FFF;
        result = 0;
        busy = false;
    }

    @Override
    public boolean acknowledges() {
        if (powerCuts != signals.powerCuts()) {
            powerCuts = signals.powerCuts();
            reset();
        }
        return signals.powered();
    }

    @Override
    public void write(byte[] bytes) {
        finish();
        if (bytes.length == 0) {
            return;
        }
        pointer = bytes[0] & POINTER_MASK;
        if (bytes.length >= 3) {
            set(((bytes[1] & 0xFF) << 8) | (bytes[2] & 0xFF));
        }
    }

    private void set(int value) {
        switch (pointer) {
            case CONFIG -> configure(value);
            case LOW_THRESHOLD -> thresholds[0] = value;
            case HIGH_THRESHOLD -> thresholds[1] = value;
            // the result cannot be written
            default -> {}
        }
    }

    private void configure(int value) {
        config = value & ~OS;
        boolean begins = (value & SINGLE_SHOT) == 0 || (value & OS) != 0;
        // one under way is ended first; a single shot is not begun anew by it
        if (begins && !(busy && isSingleShot())) {
            begin();
        }
    }

    private boolean isSingleShot() {
        return (config & SINGLE_SHOT) != 0;
    }

    private void begin() {
        busy = true;
        converting = converted();
        readyNs = nowNs.getAsLong() + WAKE_NS + periodNs();
    }

    private long periodNs() {
        return NS_PER_S / SAMPLES_PER_S[(config >> RATE_SHIFT) & 7];
    }

    private void finish() {
        while (busy && nowNs.getAsLong() >= readyNs) {
            result = converting;
            if (isSingleShot()) {
                busy = false;
            } else {
                // of those that have passed unread only the newest can be read
                long passed = (nowNs.getAsLong() - readyNs) / periodNs();
                readyNs += (passed + 1) * periodNs();
                converting = converted();
            }
        }
    }

    private short converted() {
        int mux = (config >> MUX_SHIFT) & 7;
        double mv = mux >= SINGLE_ENDED ? inputMv(mux - SINGLE_ENDED) : differenceMv(mux);
        double counts = Math.rint(mv / FULL_SCALE_MV[(config >> PGA_SHIFT) & 7] * COUNTS);
        return (short) Math.clamp(counts, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private double differenceMv(int mux) {
        int negative = mux == 0 ? 1 : 3;
        int positive = mux == 0 ? 0 : mux - 1;
        return inputMv(positive) - inputMv(negative);
    }

    /** What is at a pin, between ground and supply. */
    private double inputMv(int channel) {
        LineSample line = readings.now().line();
        double mv =
                switch (channel) {
                    case 0 -> forceMv(line.upstream().pascals());
                    case 1 -> forceMv(line.downstream().pascals());
                    case 2 -> line.airDetectorMv();
                    default ->
                        HEAT_ZERO_MV + readings.now().enclosure().boardMilliCelsius() * HEAT_MV_PER_MILLI_CELSIUS;
                };
        return Math.clamp(mv, 0, SUPPLY_MV);
    }

    private static double forceMv(long pascals) {
        return FORCE_ZERO_MV + FORCE_MV_PER_MMHG * pascals / PA_PER_MMHG;
    }

    @Override
    public void read(byte[] into) {
        finish();
        int value =
                switch (pointer) {
                    case CONVERSION -> result;
                    case CONFIG -> config | (busy && isSingleShot() ? 0 : OS);
                    case LOW_THRESHOLD -> thresholds[0];
                    default -> thresholds[1];
                };
        for (int i = 0; i < into.length; i++) {
            into[i] = (byte) (i % 2 == 0 ? value >> 8 : value);
        }
    }
}
