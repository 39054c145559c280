package org.steadyflow.simulator.chips;

import java.util.Arrays;
import org.steadyflow.simulator.world.BoardSignals;
import org.steadyflow.simulator.world.SecondEncoder;
import org.steadyflow.simulator.world.World;

/**
 * The AS5600 magnetic angle sensor on the monitor's bus (ams data sheet v1-06, register description). Its zero and its
 * range are not programmed: ANGLE is RAW ANGLE. The world's thread.
 */
public final class As5600 implements I2cChip {
    public static final int ADDRESS = 0x36;

    private static final int STATUS = 0x0B;
    private static final int RAW_ANGLE = 0x0C;
    private static final int ANGLE = 0x0E;
    private static final int AGC = 0x1A;
    private static final int MAGNITUDE = 0x1B;
    private static final int FIRST_SETTING = 0x01;
    private static final int LAST_SETTING = 0x08;

    private static final int MAGNET_DETECTED = 1 << 5;
    private static final int MAGNET_TOO_WEAK = 1 << 4;
    private static final int GAIN_OF_GOOD_MAGNET = 0x40;
    private static final int GREATEST_GAIN = 0x80;
    private static final int MAGNITUDE_OF_GOOD_MAGNET = 0x0800;

    private final World world;
    private final BoardSignals signals;
    private final byte[] settings = new byte[LAST_SETTING + 1];
    private int powerCuts;
    private int pointer;

    As5600(World world, BoardSignals signals) {
        this.world = world;
        this.signals = signals;
        this.powerCuts = signals.powerCuts();
    }

    @Override
    public boolean acknowledges() {
        if (powerCuts != signals.powerCuts()) {
            powerCuts = signals.powerCuts();
            pointer = 0;
            Arrays.fill(settings, (byte) 0);
        }
        return signals.powered();
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        pointer = bytes[0] & 0xFF;
        for (int i = 1; i < bytes.length; i++) {
            int register = pointer + i - 1;
            if (register >= FIRST_SETTING && register <= LAST_SETTING) {
                settings[register] = bytes[i];
            }
        }
    }

    @Override
    public void read(byte[] into) {
        SecondEncoder.Reading seen = world.secondEncoder().read();
        for (int i = 0; i < into.length; i++) {
            into[i] = (byte) register(pointer, seen);
            pointer = next(pointer);
        }
    }

    /** Both bytes of an angle or of the magnitude are read for ever: the pointer goes back to the first. */
    private static int next(int register) {
        return switch (register) {
            case RAW_ANGLE + 1, ANGLE + 1, MAGNITUDE + 1 -> register - 1;
            default -> (register + 1) & 0xFF;
        };
    }

    private int register(int register, SecondEncoder.Reading seen) {
        int magnitude = seen.magnetSeen() ? MAGNITUDE_OF_GOOD_MAGNET : 0;
        return switch (register) {
            case STATUS -> seen.magnetSeen() ? MAGNET_DETECTED : MAGNET_TOO_WEAK;
            case RAW_ANGLE, ANGLE -> seen.angleCounts() >> 8;
            case RAW_ANGLE + 1, ANGLE + 1 -> seen.angleCounts();
            case AGC -> seen.magnetSeen() ? GAIN_OF_GOOD_MAGNET : GREATEST_GAIN;
            case MAGNITUDE -> magnitude >> 8;
            case MAGNITUDE + 1 -> magnitude;
            default -> register <= LAST_SETTING ? settings[register] : 0;
        };
    }
}
