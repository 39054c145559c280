package org.steadyflow.firmware.calibration;

/**
 * What one set was found to give, beside the middle of its type. Good for that set and ended when it is taken out.
 *
 * @param id of the file that says it: the beginning of its hash
 * @param millionths of what the type gives under the same conditions
 * @param uncertaintyMillionths half the interval that holds the true factor
 */
public record SetFactor(String id, int millionths, int uncertaintyMillionths) {
    /** A set that differs more from its type is not this type's, or was weighed wrong. */
    public static final int MOST_DEVIATION = 100_000;

    public SetFactor {
        if (!isPlausible(millionths) || uncertaintyMillionths < 0) {
            throw new IllegalArgumentException("a factor of " + millionths + " millionths");
        }
    }

    /** Whether a set may have it. */
    public static boolean isPlausible(long millionths) {
        return Math.abs(millionths - 1_000_000) <= MOST_DEVIATION;
    }
}
