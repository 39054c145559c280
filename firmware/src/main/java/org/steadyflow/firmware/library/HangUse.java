package org.steadyflow.firmware.library;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of its hang time a container has used. Time is kept in whole nanoseconds for each span of warmth, so that
 * nothing is lost by adding small pieces; an hour at a warmth where it keeps 4 h uses a quarter, one where it keeps 8 h
 * an eighth.
 *
 * @param spentNs nanoseconds so far in each span of the hang time
 */
public record HangUse(HangTime hangTime, List<Long> spentNs) {
    /** The share at which the hang time is over. */
    public static final long OVER_PPM = 1_000_000;

    private static final BigInteger MILLION = BigInteger.valueOf(OVER_PPM);

    /**
     * A reading of the container's warmth.
     *
     * @param at time since the container was made up
     */
    public record Warmth(Duration at, int milliC) {}

    public HangUse {
        spentNs = List.copyOf(spentNs);
        Check.that(spentNs.size() == hangTime.spans().size(), "another hang time");
        Check.that(spentNs.stream().allMatch(spent -> spent >= 0), "time spent is negative");
    }

    /** Of a container that was made up just now. */
    public static HangUse fresh(HangTime hangTime) {
        return new HangUse(
                hangTime,
                Stream.generate(() -> 0L).limit(hangTime.spans().size()).toList());
    }

    /**
     * Of a container that has used this share, of which nobody knows any more how warm it was.
     *
     * @param usedPpm millionths, zero or more; what is over is over, by how much does not matter
     */
    public static HangUse ofShare(HangTime hangTime, long usedPpm) {
        Check.that(usedPpm >= 0, "share is negative");
        long share = Math.min(usedPpm, OVER_PPM);
        long wholeNs = hangTime.spans().getFirst().time().toNanos();
        // rounded up, and a millionth of the longest hang time in nanoseconds leaves room for the product
        long spentNs = Math.ceilDiv(wholeNs, OVER_PPM) * share;
        List<Long> spent = new ArrayList<>(fresh(hangTime).spentNs());
        spent.set(0, spentNs);
        return new HangUse(hangTime, spent);
    }

    /** Of a container with these readings in order of time; between two of them it was as warm as the warmer one. */
    public static HangUse of(HangTime hangTime, List<Warmth> readings) {
        HangUse use = fresh(hangTime);
        for (int i = 1; i < readings.size(); i++) {
            Warmth before = readings.get(i - 1);
            Warmth after = readings.get(i);
            use = use.after(after.at().minus(before.at()), Math.max(before.milliC(), after.milliC()));
        }
        return use;
    }

    /**
     * Some time later.
     *
     * @param passed zero or more
     * @param warmestMilliC the warmest it was meanwhile
     */
    public HangUse after(Duration passed, int warmestMilliC) {
        Check.that(!passed.isNegative(), "time runs backwards");
        int span = hangTime.spanAt(warmestMilliC);
        List<Long> spent = new ArrayList<>(spentNs);
        spent.set(span, Math.addExact(spent.get(span), passed.toNanos()));
        return new HangUse(hangTime, spent);
    }

    /** The share used, in millionths, rounded up; 1,000,000 and more is over. */
    public long usedPpm() {
        BigInteger[] used = used();
        BigInteger[] parts = used[0].multiply(MILLION).divideAndRemainder(used[1]);
        return parts[0].longValueExact() + parts[1].signum();
    }

    /** Whether the hang time is over, exactly. */
    public boolean isOver() {
        BigInteger[] used = used();
        return used[0].compareTo(used[1]) >= 0;
    }

    /** What is left if it stays as warm as this, rounded down to a second; zero when it is over. */
    public Duration left(int milliC) {
        BigInteger[] used = used();
        BigInteger rest = used[1].subtract(used[0]).max(BigInteger.ZERO);
        BigInteger whole = nanoseconds(hangTime.spans().get(hangTime.spanAt(milliC)));
        Duration exact = Duration.ofNanos(whole.multiply(rest).divide(used[1]).longValueExact());
        return Duration.ofSeconds(exact.toSeconds());
    }

    /** The share used as an exact fraction: above, below. */
    private BigInteger[] used() {
        BigInteger above = BigInteger.ZERO;
        BigInteger below = BigInteger.ONE;
        for (int i = 0; i < spentNs.size(); i++) {
            BigInteger whole = nanoseconds(hangTime.spans().get(i));
            above = above.multiply(whole).add(BigInteger.valueOf(spentNs.get(i)).multiply(below));
            below = below.multiply(whole);
        }
        return new BigInteger[] {above, below};
    }

    private static BigInteger nanoseconds(HangTime.Span span) {
        return BigInteger.valueOf(span.time().toNanos());
    }
}
