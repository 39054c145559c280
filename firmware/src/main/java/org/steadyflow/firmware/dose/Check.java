package org.steadyflow.firmware.dose;

import java.math.BigDecimal;

/** The guard of the constructors here: a value that breaks its own rule is a fault of ours, never of a file. */
final class Check {
    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The same number without needless digits, so that equal numbers are equal values. */
    static BigDecimal shortest(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.setScale(Math.max(0, stripped.scale()));
    }
}
