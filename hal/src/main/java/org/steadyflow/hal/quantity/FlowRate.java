package org.steadyflow.hal.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * A flow as the fraction nanolitres / nanoseconds in lowest terms, never a rounded nL/h: 100 mL over 7 h stays exactly
 * that. Zero or positive, at most 10,000 mL/h.
 */
public record FlowRate(long nanolitres, long perNs) implements Comparable<FlowRate> {
    private static final long NS_PER_HOUR = 3_600_000_000_000L;
    private static final long LIMIT_NL_PER_HOUR = 10_000_000_000L;

    public static final FlowRate ZERO = new FlowRate(0, 1);

    public FlowRate {
        if (nanolitres < 0 || perNs <= 0) {
            throw new ArithmeticException("flow of " + nanolitres + " nL in " + perNs + " ns is not a flow");
        }
        long divisor = Exact.gcd(nanolitres, perNs);
        nanolitres = nanolitres / divisor;
        perNs = perNs / divisor;
        if (Exact.compareProducts(nanolitres, NS_PER_HOUR, LIMIT_NL_PER_HOUR, perNs) > 0) {
            throw new ArithmeticException("flow is above 10,000 mL/h");
        }
    }

    public static FlowRate of(Volume volume, Duration duration) {
        return new FlowRate(volume.nanolitres(), duration.toNanos());
    }

    /** Exact; more than six decimals throws {@link ArithmeticException}. */
    public static FlowRate ofMillilitresPerHour(BigDecimal rate) {
        return new FlowRate(rate.movePointRight(6).longValueExact(), NS_PER_HOUR);
    }

    public static FlowRate ofMillilitresPerHour(long rate) {
        return new FlowRate(Math.multiplyExact(rate, 1_000_000L), NS_PER_HOUR);
    }

    /** Both flows together, exact; throws where no fraction of two longs is. */
    public FlowRate plus(FlowRate other) {
        BigInteger divisor = BigInteger.valueOf(perNs).gcd(BigInteger.valueOf(other.perNs));
        BigInteger mine = BigInteger.valueOf(perNs).divide(divisor);
        BigInteger theirs = BigInteger.valueOf(other.perNs).divide(divisor);
        BigInteger sum = BigInteger.valueOf(nanolitres)
                .multiply(theirs)
                .add(BigInteger.valueOf(other.nanolitres).multiply(mine));
        BigInteger per = mine.multiply(theirs).multiply(divisor);
        BigInteger common = sum.gcd(per).max(BigInteger.ONE);
        return new FlowRate(
                sum.divide(common).longValueExact(), per.divide(common).longValueExact());
    }

    /** The volume that flows in {@code durationNs >= 0}, rounded down to a nanolitre. */
    public Volume volumeIn(long durationNs) {
        return new Volume(Exact.multiplyDivideFloor(nanolitres, durationNs, perNs));
    }

    public Volume volumeIn(Duration duration) {
        return volumeIn(duration.toNanos());
    }

    /** The time that {@code volume} takes, rounded up to a nanosecond; throws for a zero flow. */
    public Duration durationFor(Volume volume) {
        if (nanolitres == 0) {
            throw new ArithmeticException("a zero flow never delivers " + volume);
        }
        return Duration.ofNanos(Exact.multiplyDivideCeil(volume.nanolitres(), perNs, nanolitres));
    }

    public boolean isZero() {
        return nanolitres == 0;
    }

    /** Whole nanolitres per hour, rounded down: for display and records, never for dosing. */
    public long nanolitresPerHour() {
        return Exact.multiplyDivideFloor(nanolitres, NS_PER_HOUR, perNs);
    }

    @Override
    public int compareTo(FlowRate other) {
        return Exact.compareProducts(nanolitres, other.perNs, other.nanolitres, perNs);
    }

    /** For people: no trailing zero, rounded down to a microlitre per hour, for example {@code 13.37 mL/h}. */
    @Override
    public String toString() {
        BigDecimal rounded = BigDecimal.valueOf(nanolitresPerHour(), 6)
                .setScale(3, RoundingMode.DOWN)
                .stripTrailingZeros();
        return rounded.toPlainString() + " mL/h";
    }
}
