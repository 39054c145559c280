package org.steadyflow.hal.chip;

import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Exact;

/**
 * The TMC5160's units. Data sheet Rev. 1.08, section 12.1 (velocity and acceleration), section 20 (encoder factor).
 * Pure.
 *
 * <p>Its own clock of 12 MHz may be 4 % off: a velocity is only a pace, the position is the truth.
 */
final class Tmc5160Units {
    static final long CLOCK_HZ = 12_000_000;

    /** Section 6.3: VMAX has 23 bits of which the last 512 are not allowed; AMAX and its like have 16. */
    static final int MOST_VELOCITY = (1 << 23) - 512;

    static final int MOST_ACCELERATION = (1 << 16) - 1;

    /** Microsteps a second are {@code v} times clock over this. */
    private static final long VELOCITY_SCALE = 1L << 24;
    /** Microsteps a second squared are {@code a} times the clock squared over this. */
    private static final long ACCELERATION_SCALE = 1L << 41;

    private static final int EDGES_OF_A_LINE = 4;
    private static final long DECIMALS = 10_000;

    private Tmc5160Units() {}

    /** Rounded up, so that a move is never late for its rounding. */
    static long velocity(long microstepsPerS) {
        return Exact.multiplyDivideCeil(microstepsPerS, VELOCITY_SCALE, CLOCK_HZ);
    }

    /** Rounded down. */
    static long acceleration(long microstepsPerS2) {
        return Exact.multiplyDivideFloor(microstepsPerS2, ACCELERATION_SCALE, CLOCK_HZ * CLOCK_HZ);
    }

    /**
     * Microsteps of one edge of the encoder as ENC_CONST in decimal mode: whole ones in the upper half, ten-thousandths
     * in the lower.
     *
     * @throws IllegalArgumentException where they are not a whole number of ten-thousandths: the position would drift
     */
    static int encoderFactor(int lines) {
        long edges = (long) EDGES_OF_A_LINE * lines;
        long factor = Mechanism.MICROSTEPS_PER_TURN * DECIMALS;
        if (lines < 1 || factor % edges != 0 || factor / edges > Short.MAX_VALUE * DECIMALS) {
            throw new IllegalArgumentException("an encoder of " + lines + " lines has no exact factor");
        }
        long each = factor / edges;
        return (int) (((each / DECIMALS) << Short.SIZE) | (each % DECIMALS));
    }
}
