package org.steadyflow.hal.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A fluid volume or a difference of two, in whole nanolitres, from -10,000 L to 10,000 L. Leaving the range throws
 * {@link ArithmeticException}.
 */
public record Volume(long nanolitres) implements Comparable<Volume> {
    /** 10,000 L: more than any pump gives in its life of one order. */
    public static final long LIMIT_NL = 10_000_000_000_000L;

    private static final long NL_PER_ML = 1_000_000L;
    private static final long NL_PER_UL = 1_000L;

    public static final Volume ZERO = new Volume(0);

    public Volume {
        if (nanolitres > LIMIT_NL || nanolitres < -LIMIT_NL) {
            throw new ArithmeticException("volume of " + nanolitres + " nL is outside +-10,000 L");
        }
    }

    public static Volume ofNanolitres(long nanolitres) {
        return new Volume(nanolitres);
    }

    public static Volume ofMicrolitres(long microlitres) {
        return new Volume(Math.multiplyExact(microlitres, NL_PER_UL));
    }

    public static Volume ofMillilitres(long millilitres) {
        return new Volume(Math.multiplyExact(millilitres, NL_PER_ML));
    }

    /** Exact; more than six decimals (a part of a nanolitre) throws {@link ArithmeticException}. */
    public static Volume ofMillilitres(BigDecimal millilitres) {
        return new Volume(millilitres.movePointRight(6).longValueExact());
    }

    public Volume plus(Volume other) {
        return new Volume(Math.addExact(nanolitres, other.nanolitres));
    }

    public Volume minus(Volume other) {
        return new Volume(Math.subtractExact(nanolitres, other.nanolitres));
    }

    /** This volume times a whole number. */
    public Volume times(long factor) {
        return new Volume(Math.multiplyExact(nanolitres, factor));
    }

    public boolean isPositive() {
        return nanolitres > 0;
    }

    public boolean isMoreThan(Volume other) {
        return nanolitres > other.nanolitres;
    }

    public Volume orLess(Volume other) {
        return nanolitres <= other.nanolitres ? this : other;
    }

    public Volume orMore(Volume other) {
        return nanolitres >= other.nanolitres ? this : other;
    }

    /** Exact millilitres, six decimals. */
    public BigDecimal millilitres() {
        return BigDecimal.valueOf(nanolitres, 6);
    }

    @Override
    public int compareTo(Volume other) {
        return Long.compare(nanolitres, other.nanolitres);
    }

    /** Millilitres for people: no trailing zero, rounded down to a microlitre, for example {@code 12.5 mL}. */
    @Override
    public String toString() {
        BigDecimal rounded = millilitres().setScale(3, RoundingMode.DOWN).stripTrailingZeros();
        return rounded.toPlainString() + " mL";
    }
}
