package org.steadyflow.firmware.dose;

import java.math.BigDecimal;
import org.steadyflow.firmware.text.PlainNumber;

/**
 * So much of a drug, or of fluid, exact. Two amounts are equal when number and unit are: 1 g and 1000 mg compare as the
 * same but are written differently.
 *
 * @param value zero or more; trailing zeros are dropped
 */
public record Amount(BigDecimal value, AmountUnit unit) {
    public Amount {
        Check.that(value.signum() >= 0, "amount is negative");
        value = Check.shortest(value);
    }

    /** The same amount in another unit of the family, exact; throws {@link IllegalArgumentException} for any other. */
    public Amount in(AmountUnit other) {
        return new Amount(value.multiply(unit.inUnitsOf(other)), other);
    }

    /** Whether it counts the same thing, so that the two may be compared and added. */
    public boolean canBeComparedWith(Amount other) {
        return unit.family() == other.unit.family();
    }

    /** As {@link Comparable}; throws {@link IllegalArgumentException} for an amount of another family. */
    public int compareWith(Amount other) {
        return in(other.unit).value.compareTo(other.value);
    }

    /** In this one's unit; throws {@link IllegalArgumentException} for an amount of another family. */
    public Amount plus(Amount other) {
        return new Amount(value.add(other.in(unit).value), unit);
    }

    /** This amount so many times. */
    public Amount times(BigDecimal factor) {
        return new Amount(value.multiply(factor), unit);
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    /** {@code 1000 mg}, as files write it. */
    @Override
    public String toString() {
        return PlainNumber.text(value) + " " + unit.symbol();
    }
}
