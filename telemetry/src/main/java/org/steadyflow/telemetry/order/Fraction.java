package org.steadyflow.telemetry.order;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact number that is not negative, in lowest terms.
 *
 * @param over the numerator, zero or more
 * @param under the denominator, more than zero
 */
record Fraction(BigInteger over, BigInteger under) implements Comparable<Fraction> {
    static final Fraction ZERO = of(0);
    static final Fraction ONE = of(1);

    Fraction {
        if (over.signum() < 0 || under.signum() <= 0) {
            throw new IllegalArgumentException(over + "/" + under);
        }
        BigInteger common = over.gcd(under);
        over = over.divide(common);
        under = under.divide(common);
    }

    static Fraction of(long number) {
        return new Fraction(BigInteger.valueOf(number), BigInteger.ONE);
    }

    static Fraction of(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= 0
                ? new Fraction(plain.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    Fraction plus(Fraction other) {
        return new Fraction(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Fraction times(Fraction other) {
        return new Fraction(over.multiply(other.over), under.multiply(other.under));
    }

    /** {@code other} is not zero. */
    Fraction dividedBy(Fraction other) {
        return new Fraction(over.multiply(other.under), under.multiply(other.over));
    }

    boolean isZero() {
        return over.signum() == 0;
    }

    /** The whole number that it is; empty where it is none, or too large for an int. */
    Optional<Integer> whole() {
        return under.equals(BigInteger.ONE) && over.bitLength() < Integer.SIZE
                ? Optional.of(over.intValueExact())
                : Optional.empty();
    }

    /** As a plain decimal; empty where none is exact. */
    Optional<BigDecimal> decimal() {
        BigInteger rest = under;
        int twos = rest.getLowestSetBit();
        rest = rest.shiftRight(twos);
        int fives = 0;
        while (rest.mod(BigInteger.valueOf(5)).signum() == 0) {
            rest = rest.divide(BigInteger.valueOf(5));
            fives++;
        }
        if (!rest.equals(BigInteger.ONE)) {
            return Optional.empty();
        }
        BigDecimal exact = new BigDecimal(over)
                .divide(new BigDecimal(under), Math.max(twos, fives), java.math.RoundingMode.UNNECESSARY);
        return Optional.of(exact.stripTrailingZeros());
    }

    @Override
    public int compareTo(Fraction other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }
}
