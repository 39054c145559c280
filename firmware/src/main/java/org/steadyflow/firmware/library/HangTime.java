package org.steadyflow.firmware.library;

import java.time.Duration;
import java.util.List;

/**
 * How long a container keeps once it is made up, by how warm it is.
 *
 * @param spans from the coolest up; the last holds for everything warmer, so that no degree is without an answer
 * @param endStops whether the end stops the infusion, or only tells
 */
public record HangTime(List<Span> spans, boolean endStops) {
    /** Most spans of one container. */
    public static final int SPANS_MOST = 8;

    /** Warmer than any container may be stated for: of the span that holds for the rest. */
    public static final int ANY_WARMER_MILLI_C = Integer.MAX_VALUE;

    /**
     * Up to this warmth it keeps so long.
     *
     * @param upToMilliC in thousandths of a degree Celsius, itself included
     * @param time above zero
     */
    public record Span(int upToMilliC, Duration time) {
        public Span {
            Check.that(time.isPositive(), "hang time is not positive");
        }
    }

    public HangTime {
        spans = List.copyOf(spans);
        Check.that(!spans.isEmpty() && spans.size() <= SPANS_MOST, "no hang time, or too many");
        Check.that(spans.getLast().upToMilliC() == ANY_WARMER_MILLI_C, "no hang time for what is warmer");
        for (int i = 1; i < spans.size(); i++) {
            Span cooler = spans.get(i - 1);
            Span warmer = spans.get(i);
            Check.that(warmer.upToMilliC() > cooler.upToMilliC(), "hang times are not in order of warmth");
            Check.that(warmer.time().compareTo(cooler.time()) <= 0, "hang time is longer where it is warmer");
        }
    }

    /** Which span holds at this warmth. */
    int spanAt(int milliC) {
        int span = 0;
        while (milliC > spans.get(span).upToMilliC()) {
            span++;
        }
        return span;
    }
}
