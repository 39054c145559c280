package org.steadyflow.simulator.bench.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How figures are written. */
public final class Numbers {
    private static final MathContext FIVE_DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);
    private static final int MOST_DECIMALS = 6;

    private Numbers() {}

    /** Five significant digits, at most six decimals, no trailing zero: {@code 0.1}, {@code 218}, {@code -6.214}. */
    public static String plain(double value) {
        return rounded(value).toPlainString();
    }

    /** The same as a number. */
    public static BigDecimal rounded(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal digits =
                Math.abs(value) >= 10_000 ? exact.setScale(0, RoundingMode.HALF_EVEN) : exact.round(FIVE_DIGITS);
        BigDecimal shortened =
                digits.scale() > MOST_DECIMALS ? digits.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN) : digits;
        BigDecimal stripped = shortened.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
