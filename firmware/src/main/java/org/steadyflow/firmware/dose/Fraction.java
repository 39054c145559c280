package org.steadyflow.firmware.dose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact quotient, zero or more, divided only at the very end.
 *
 * @param above zero or more
 * @param below more than zero
 */
record Fraction(BigDecimal above, BigDecimal below) {
    private static final BigDecimal MILLION = new BigDecimal("1000000");
    private static final int PPM_DECIMALS = 3;

    Fraction {
        Check.that(above.signum() >= 0 && below.signum() > 0, "not a fraction of amounts");
    }

    static Fraction of(BigDecimal number) {
        return new Fraction(number, BigDecimal.ONE);
    }

    Fraction times(BigDecimal factor) {
        return new Fraction(above.multiply(factor), below);
    }

    Fraction dividedBy(BigDecimal divisor) {
        return new Fraction(above, below.multiply(divisor));
    }

    /** By another one, which must not be zero. */
    Fraction dividedBy(Fraction divisor) {
        return new Fraction(above.multiply(divisor.below), below.multiply(divisor.above));
    }

    boolean isZero() {
        return above.signum() == 0;
    }

    boolean isMoreThan(BigDecimal number) {
        return above.compareTo(number.multiply(below)) > 0;
    }

    /** The nearest whole number; of two as near, the lower, as less drug is the safer slip. */
    BigInteger nearest() {
        return above.divide(below, 0, RoundingMode.HALF_DOWN).toBigInteger();
    }

    /** The nearest number of so many decimals. */
    BigDecimal nearest(int decimals) {
        return above.divide(below, decimals, RoundingMode.HALF_EVEN);
    }

    /** How far {@code rounded} is from this, in millionths of this, rounded up; this must not be zero. */
    BigDecimal errorPpm(BigDecimal rounded) {
        return above.subtract(rounded.multiply(below))
                .abs()
                .multiply(MILLION)
                .divide(above, PPM_DECIMALS, RoundingMode.UP);
    }
}
