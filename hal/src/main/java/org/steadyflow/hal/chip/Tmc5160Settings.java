package org.steadyflow.hal.chip;

import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Exact;
import org.steadyflow.hal.quantity.MicrostepVolume;

/**
 * How a {@link Tmc5160} is set for a board.
 *
 * @param reversed the motor's wires turn it the other way round
 * @param runCurrent 1 to 31: thirty-seconds of the full current, less one, while stepping
 * @param holdCurrent 1 to 31: likewise at standstill; 0 would let the shaft go
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

    /**
     * The reference board's: half the full current while stepping, a quarter at rest, an encoder of 1,024 lines.
     *
     * @param microstep of the mechanism, which is never driven faster than 3,000 mL/h
     */
    public static Tmc5160Settings of(MicrostepVolume microstep) {
        long top = Exact.multiplyDivideFloor(
                TOP_NANOLITRES, microstep.microsteps(), Math.multiplyExact(TOP_SECONDS, microstep.nanolitres()));
        return new Tmc5160Settings(false, 16, 8, 0, Math.min(top, MOTOR_TOP), ACCELERATION, LINES);
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
