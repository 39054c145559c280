package org.steadyflow.hal.chip;

import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Exact;
import org.steadyflow.hal.quantity.MicrostepVolume;

/**
 * How a {@link Tmc5160} is set for a board.
 *
 * @param reversed the motor's wires turn it the other way round
 * @param runCurrent 1 to 31: thirty-seconds of the full current, less one, while stepping
 * @param holdCurrent 1 to 31: likewise at standstill; 0 is kept for letting the shaft go
 * @param globalScaler full current in 256ths of what the sense resistors allow, 32 to 255, or 0 for 256
 * @param topMicrostepsPerS no move is faster than this
 * @param accelerationMicrostepsPerS2 of every ramp, up and down
 * @param encoderLines lines of the encoder on the motor's shaft
 */
public record Tmc5160Settings(
        boolean reversed,
        int runCurrent,
        int holdCurrent,
        int globalScaler,
        long topMicrostepsPerS,
        long accelerationMicrostepsPerS2,
        int encoderLines) {
    /** The slowest that a ramp can end with, in chip units: 7.2 microsteps a second. */
    static final int LEAST_VELOCITY = Tmc5160Registers.LEAST_VSTOP;

    private static final int MOST_CURRENT = 31;
    private static final int LEAST_SCALER = 32;
    private static final int MOST_SCALER = 255;

    /** 3,000 mL/h in nanolitres over seconds, in lowest terms: what a mechanism may never exceed. */
    private static final long TOP_NANOLITRES = 2_500_000;

    private static final long TOP_SECONDS = 3;
    /** Ten turns a second: what the motor itself can do. */
    private static final long MOTOR_TOP = 10L * Mechanism.MICROSTEPS_PER_TURN;
    /** Forty turns a second squared: 400 mL/h of the cassette within 0.03 s and 800 microsteps. */
    private static final long ACCELERATION = 40L * Mechanism.MICROSTEPS_PER_TURN;

    private static final int LINES = 1_024;

    /** A hold below it would need the chip's setting 0. */
    public static final int LEAST_PERCENT = 7;

    public static final int MOST_PERCENT = 100;

    private static final int REFERENCE_RUN_PERCENT = 16;
    private static final int REFERENCE_HOLD_PERCENT = 8;
    /** The full current in steps of the global scaler times steps of the running or holding current. */
    private static final int FULL_SCALER = 256;

    private static final int FULL_STEPS = 32;
    /** Section 6.1: a global scaler above 128 gives the best results. */
    private static final int BEST_LEAST_SCALER = 129;

    public Tmc5160Settings {
        require(runCurrent >= 1 && runCurrent <= MOST_CURRENT, "running current", runCurrent);
        require(holdCurrent >= 1 && holdCurrent <= MOST_CURRENT, "holding current", holdCurrent);
        boolean scales = globalScaler == 0 || (globalScaler >= LEAST_SCALER && globalScaler <= MOST_SCALER);
        require(scales, "global scaler", globalScaler);
        require(topMicrostepsPerS >= 1, "top speed", topMicrostepsPerS);
        long top = Tmc5160Units.velocity(topMicrostepsPerS);
        require(top >= LEAST_VELOCITY && top <= Tmc5160Units.MOST_VELOCITY, "top speed", topMicrostepsPerS);
        require(accelerationMicrostepsPerS2 >= 1, "acceleration", accelerationMicrostepsPerS2);
        long ramp = Tmc5160Units.acceleration(accelerationMicrostepsPerS2);
        require(ramp >= 1 && ramp <= Tmc5160Units.MOST_ACCELERATION, "acceleration", accelerationMicrostepsPerS2);
        Tmc5160Units.encoderFactor(encoderLines);
    }

    /** The reference board's, with the currents of its file. */
    public static Tmc5160Settings of(MicrostepVolume microstep) {
        return of(microstep, REFERENCE_RUN_PERCENT, REFERENCE_HOLD_PERCENT);
    }

    /**
     * A board's: its currents, an encoder of 1,024 lines. Neither current is ever above what was asked for; the running
     * one is at most 1 % below.
     *
     * <p>The running current is shared between its own steps and the global scaler so that the scaler stays above 128
     * where it can, which leaves the most steps to the microsteps' sine wave.
     *
     * @param microstep of the mechanism, which is never driven faster than 3,000 mL/h
     * @param runPercent {@value #LEAST_PERCENT} to 100 of what the sense resistors allow, while stepping
     * @param holdPercent {@value #LEAST_PERCENT} to {@code runPercent}, at standstill
     */
    public static Tmc5160Settings of(MicrostepVolume microstep, int runPercent, int holdPercent) {
        require(runPercent >= LEAST_PERCENT && runPercent <= MOST_PERCENT, "running percentage", runPercent);
        require(holdPercent >= LEAST_PERCENT && holdPercent <= runPercent, "holding percentage", holdPercent);
        int run = shares(runPercent);
        int steps = Math.clamp(run / BEST_LEAST_SCALER, 1, FULL_STEPS);
        int scaler = Math.min(run / steps, FULL_SCALER);
        int hold = Math.min(shares(holdPercent) / scaler, FULL_STEPS);
        long top = Exact.multiplyDivideFloor(
                TOP_NANOLITRES, microstep.microsteps(), Math.multiplyExact(TOP_SECONDS, microstep.nanolitres()));
        return new Tmc5160Settings(
                false, steps - 1, hold - 1, scaler % FULL_SCALER, Math.min(top, MOTOR_TOP), ACCELERATION, LINES);
    }

    private static int shares(int percent) {
        return percent * FULL_SCALER * FULL_STEPS / MOST_PERCENT;
    }

    /** VMAX for a pace, never above the top speed. */
    int velocity(long microstepsPerS) {
        long slowest = Math.min(microstepsPerS, topMicrostepsPerS);
        return (int) Math.max(Tmc5160Units.velocity(slowest), LEAST_VELOCITY);
    }

    int acceleration() {
        return (int) Tmc5160Units.acceleration(accelerationMicrostepsPerS2);
    }

    private static void require(boolean holds, String what, long was) {
        if (!holds) {
            throw new IllegalArgumentException("a TMC5160 cannot be set to a " + what + " of " + was);
        }
    }
}
