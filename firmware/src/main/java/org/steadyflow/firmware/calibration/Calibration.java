package org.steadyflow.firmware.calibration;

import java.util.Optional;
import org.steadyflow.hal.device.Mechanism;

/**
 * What this pump knows of its flow: its type's effects and, of one set, that set's own factor.
 *
 * @param set empty where nobody measured it
 */
public record Calibration(TypeEffects type, Optional<SetFactor> set) {
    /** Nothing is compensated: a microstep gives its nominal volume. */
    public static final Calibration NONE = new Calibration(TypeEffects.NONE, Optional.empty());

    /** However wrong a sensor or a file is, the flow is not turned up or down by more than this. */
    public static final int LEAST_YIELD = 800_000;

    public static final int MOST_YIELD = 1_200_000;

    private static final long NOMINAL = 1_000_000;

    /** The type's alone. */
    public static Calibration of(Mechanism mechanism) {
        return of(mechanism, Optional.empty());
    }

    /** The type's and the set's own. */
    public static Calibration of(Mechanism mechanism, Optional<SetFactor> set) {
        return new Calibration(TypeEffects.of(mechanism), set);
    }

    /** Whether there is nothing to compensate. */
    public boolean isNone() {
        return set.isEmpty() && type.equals(TypeEffects.NONE);
    }

    /** What a microstep gives of its nominal volume, millionths, without the set's own factor. */
    public int typeYield(Conditions now) {
        return clamped(type.yieldMillionths(now));
    }

    /** The same of the set that was measured. */
    public int ownYield(Conditions now) {
        long factor = set.map(SetFactor::millionths).orElse((int) NOMINAL);
        return clamped(type.yieldMillionths(now) * factor / NOMINAL);
    }

    private static int clamped(long millionths) {
        return Math.clamp(millionths, LEAST_YIELD, MOST_YIELD);
    }
}
