package org.steadyflow.hal.quantity;

/**
 * The nominal volume of one microstep of the motor as the fraction nanolitres / microsteps in lowest terms: 125/64 nL
 * for the cassette of hardware.md (0.10 mL in 51,200 microsteps). This is what "recorded volume" means: shaft travel
 * times this fraction.
 */
public record MicrostepVolume(long nanolitres, long microsteps) {
    public MicrostepVolume {
        if (nanolitres <= 0 || microsteps <= 0) {
            throw new ArithmeticException("volume per microstep must be positive");
        }
        long divisor = Exact.gcd(nanolitres, microsteps);
        nanolitres = nanolitres / divisor;
        microsteps = microsteps / divisor;
    }

    /** The volume of {@code travel} microsteps, rounded down to a nanolitre. */
    public Volume volumeOf(long travel) {
        return new Volume(Exact.multiplyDivideFloor(travel, nanolitres, microsteps));
    }

    /** The volume of {@code travel} microsteps, rounded up to a nanolitre. */
    public Volume volumeOfCeil(long travel) {
        return new Volume(Exact.multiplyDivideCeil(travel, nanolitres, microsteps));
    }

    /** Whole microsteps whose volume is at most {@code volume}. */
    public long microstepsIn(Volume volume) {
        return Exact.multiplyDivideFloor(volume.nanolitres(), microsteps, nanolitres);
    }

    /** Fewest whole microsteps whose volume is at least {@code volume}. */
    public long microstepsInCeil(Volume volume) {
        return Exact.multiplyDivideCeil(volume.nanolitres(), microsteps, nanolitres);
    }
}
