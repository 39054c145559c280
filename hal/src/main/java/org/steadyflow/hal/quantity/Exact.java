package org.steadyflow.hal.quantity;

import java.math.BigInteger;

/**
 * Integer arithmetic that never overflows silently. Results that do not fit a long throw {@link ArithmeticException}.
 */
public final class Exact {
    private Exact() {}

    /** floor(a * b / divisor), with a 128-bit product; {@code divisor > 0}. */
    public static long multiplyDivideFloor(long a, long b, long divisor) {
        if (divisor <= 0) {
            throw new ArithmeticException("divisor must be positive, was " + divisor);
        }
        long product = a * b;
        if (Math.multiplyHigh(a, b) == product >> 63) {
            return Math.floorDiv(product, divisor);
        }
        BigInteger[] parts =
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(BigInteger.valueOf(divisor));
        boolean roundDown = parts[1].signum() < 0;
        return parts[0].longValueExact() - (roundDown ? 1 : 0);
    }

    /** ceil(a * b / divisor), with a 128-bit product; {@code divisor > 0}. */
    public static long multiplyDivideCeil(long a, long b, long divisor) {
        return Math.negateExact(multiplyDivideFloor(Math.negateExact(a), b, divisor));
    }

    /** Sign of a*b - c*d, exact. */
    public static int compareProducts(long a, long b, long c, long d) {
        long highLeft = Math.multiplyHigh(a, b);
        long highRight = Math.multiplyHigh(c, d);
        return highLeft != highRight ? Long.compare(highLeft, highRight) : Long.compareUnsigned(a * b, c * d);
    }

    /** Greatest common divisor of two non-negative numbers, at least 1. */
    public static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return Math.max(x, 1);
    }
}
