package org.steadyflow.firmware.motion;

import org.steadyflow.hal.device.MotorSample;

/**
 * How the shaft's coordinate and calibrated travel hang together: a line with one bend in it. A microstep of travel is
 * always one nominal microstep of fluid; a microstep of the shaft gives a little less or more, its <em>yield</em>.
 * Where a new yield begins, a new scale bends at a coordinate that the shaft has not reached, so no travel that was
 * ever told changes, and scale follows scale without a gap.
 *
 * <p>Exact: travel is kept in millionths of a microstep, so that no number of bends adds up to an error.
 *
 * @param anchor the shaft's coordinate at the bend, microsteps
 * @param anchorTravel travel there, millionths of a microstep
 * @param below yield before the bend, millionths of the nominal volume
 * @param above yield after it
 */
public record Scale(long anchor, long anchorTravel, int below, int above) {
    /** The yield of a shaft that gives just its nominal volume. */
    public static final int NOMINAL = 1_000_000;

    /** No yield is less, whoever asks for it. */
    public static final int LEAST_YIELD = 500_000;

    public static final int MOST_YIELD = 2_000_000;

    public static final Scale ZERO = startingAt(0);

    /** Farther than any shaft comes; with this many microsteps no product overflows. */
    private static final long FARTHEST = 1L << 41;

    public Scale {
        if (!isYield(below) || !isYield(above)) {
            throw new IllegalArgumentException("a yield of " + below + " or " + above + " millionths");
        }
    }

    /** Whether a scale may have it. */
    public static boolean isYield(int millionths) {
        return millionths >= LEAST_YIELD && millionths <= MOST_YIELD;
    }

    /** Nominal, with travel 0 at this coordinate. */
    public static Scale startingAt(long coordinate) {
        return new Scale(coordinate, 0, NOMINAL, NOMINAL);
    }

    /** Without a bend, with this travel at this coordinate. */
    public static Scale through(long coordinate, long travel, int yield) {
        return yield == NOMINAL
                ? startingAt(coordinate - travel)
                : new Scale(coordinate, Math.multiplyExact(travel, NOMINAL), yield, yield);
    }

    /** The same up to this coordinate, and this yield from there on. */
    public Scale bentAt(long coordinate, int yield) {
        return new Scale(coordinate, exactTravelAt(coordinate), coordinate < anchor ? below : above, yield);
    }

    /** Travel at this coordinate, rounded down. */
    public long travelAt(long coordinate) {
        return isNominal() ? coordinate - anchor : Math.floorDiv(exactTravelAt(coordinate), (long) NOMINAL);
    }

    /** The farthest coordinate at which travel is no more than this. */
    public long coordinateOf(long travel) {
        if (isNominal()) {
            return anchor + travel;
        }
        long beyond = Math.clamp(travel, -FARTHEST, FARTHEST) * NOMINAL - anchorTravel;
        return anchor + Math.floorDiv(beyond, (long) (beyond < 0 ? below : above));
    }

    /**
     * Most travel that an encoder count hides: the shaft is at the count's coordinate or less than one count beyond it,
     * and its travel was rounded down.
     */
    public long countMicrosteps() {
        long count = MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
        return isNominal() ? count : Math.ceilDiv(count * Math.max(below, above), (long) NOMINAL) + 1;
    }

    private boolean isNominal() {
        return above == NOMINAL && below == NOMINAL && anchorTravel == 0;
    }

    private long exactTravelAt(long coordinate) {
        long beyond = Math.clamp(coordinate - anchor, -FARTHEST, FARTHEST);
        return anchorTravel + beyond * (beyond < 0 ? below : above);
    }
}
