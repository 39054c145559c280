package org.steadyflow.hal.chip;

/**
 * A signed 32-bit counter of a chip, followed beyond its ends. The TMC5160's positions wrap after 2^31 microsteps, 4.2
 * L of the cassette's travel from where they began; the pump's coordinate must not.
 *
 * @param value the counter as if it were wider; its lower 32 bits are what the chip holds
 */
record WrappingCount(long value) {
    /** What the chip says first: nothing is known of how often it wrapped before. */
    static WrappingCount startingAt(int raw) {
        return new WrappingCount(raw);
    }

    /**
     * The count when the chip says {@code raw} next.
     *
     * <p>Right as long as it went less than 2^31 either way since: an hour and a half at the motor's top speed.
     */
    WrappingCount next(int raw) {
        // The difference is meant to wrap: that makes it the shorter way round.
        int moved = raw - (int) value;
        return new WrappingCount(Math.addExact(value, moved));
    }
}
