package org.steadyflow.simulator.chips;

import java.util.Arrays;
import org.steadyflow.simulator.world.BoardSignals;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * The MAX17048 fuel gauge (Maxim data sheet 19-6171, register summary): 16-bit registers, high byte first. It is on the
 * battery itself and lives on while the board is dark. The world's thread.
 */
public final class Max17048 implements I2cChip {
    public static final int ADDRESS = 0x36;

    private static final int VCELL = 0x02;
    private static final int SOC = 0x04;
    private static final int MODE = 0x06;
    private static final int VERSION = 0x08;
    private static final int HIBRT = 0x0A;
    private static final int CONFIG = 0x0C;
    private static final int VALRT = 0x14;
    private static final int CRATE = 0x16;
    private static final int VRESET = 0x18;
    private static final int STATUS = 0x1A;
    private static final int COMMAND = 0xFE;

    private static final int POWER_ON_RESET = 0x5400;
    private static final int VERSION_VALUE = 0x0012;
    private static final int RESET_INDICATOR = 0x0100;
    private static final int VOLTAGE_LOW = 0x0400;
    /** VALRT.MIN, the upper byte of VALRT, counts 20 mV. */
    private static final double VOLTS_PER_ALERT_COUNT = 0.02;

    private static final double VOLTS_PER_COUNT = 78.125e-6;
    private static final double SOC_COUNTS_PER_PERMILLE = 25.6;
    private static final double CRATE_PERCENT_PER_HOUR = 0.208;
    private static final double EMPTY_VOLTS = 3.3;
    private static final double FULL_VOLTS = 4.2;
    private static final double FULL_PERMILLE = 1_000;

    private final BoardSignals signals;
    private final WorldParameters.Power power;
    private final int[] registers = new int[0x100];
    private int pointer;
    private double sagVolts;

    Max17048(World world, BoardSignals signals) {
        this.signals = signals;
        this.power = world.parameters().power();
        reset();
    }

    private void reset() {
        Arrays.fill(registers, 0);
        registers[HIBRT] = 0x8030;
        registers[CONFIG] = 0x971C;
        registers[VALRT] = 0x00FF;
        registers[VRESET] = 0x9600;
        registers[STATUS] = RESET_INDICATOR;
    }

    /** Its own supply dips: it begins anew, with no alert set, and says so. */
    void restart() {
        reset();
    }

    /** The cell is worn: under load it has so much less than its charge would have it. */
    void sag(double volts) {
        sagVolts = volts;
    }

    /** Latched until it is written; it comes back while the cell is below. */
    private void followCell() {
        double least = (registers[VALRT] >> Byte.SIZE) * VOLTS_PER_ALERT_COUNT;
        if (cellVolts(signals.gaugePermille()) < least) {
            registers[STATUS] |= VOLTAGE_LOW;
        }
    }

    /** A gauge whose wire is cut does not; nor does one of a board without power to ask. */
    @Override
    public boolean acknowledges() {
        return signals.powered() && signals.gaugePermille() >= 0;
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        pointer = bytes[0] & 0xFE;
        for (int i = 1; i + 1 < bytes.length; i += 2) {
            set((pointer + i - 1) & 0xFE, ((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF));
        }
    }

    private void set(int register, int value) {
        switch (register) {
            case MODE, HIBRT, CONFIG, VALRT, VRESET, STATUS -> registers[register] = value;
            case COMMAND -> {
                if (value == POWER_ON_RESET) {
                    reset();
                }
            }
            // measurements and version cannot be written
            default -> {}
        }
    }

    @Override
    public void read(byte[] into) {
        followCell();
        for (int i = 0; i < into.length; i++) {
            int value = get((pointer + i) & 0xFE);
            into[i] = (byte) ((pointer + i) % 2 == 0 ? value >> 8 : value);
        }
    }

    private int get(int register) {
        double permille = signals.gaugePermille();
        return switch (register) {
            case VCELL -> (int) Math.round(cellVolts(permille) / VOLTS_PER_COUNT);
            case SOC -> (int) Math.round(permille * SOC_COUNTS_PER_PERMILLE);
            case VERSION -> VERSION_VALUE;
            case CRATE -> (int) Math.round(percentPerHour() / CRATE_PERCENT_PER_HOUR) & 0xFFFF;
            default -> registers[register];
        };
    }

    /** A straight line from empty to full is near enough to a cell for who only wants to know that there is one. */
    private double cellVolts(double permille) {
        return EMPTY_VOLTS + (FULL_VOLTS - EMPTY_VOLTS) * permille / FULL_PERMILLE - sagVolts;
    }

    private double percentPerHour() {
        return signals.mainsPresent() ? 100 / power.chargeHours() : -100 / power.batteryHours();
    }
}
