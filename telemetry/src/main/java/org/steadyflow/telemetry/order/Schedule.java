package org.steadyflow.telemetry.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When doses are due, as far as the order says it.
 *
 * @param path of the Timing, there or not
 * @param lasts how long one dose runs, in seconds
 * @param every from one dose to the next, in seconds
 * @param isFrequent several doses in a period without a clock time, so that no interval follows
 * @param times clock times, as {@code 08:00}
 * @param zone of the clock times
 * @param count doses in all
 * @param bounds how long the whole schedule runs, in seconds
 * @param days the same in whole calendar days, where only dates are given
 * @param start when it begins, with its offset from UTC
 * @param startDay the day on which it begins, where no time of day is given
 */
record Schedule(
        String path,
        Optional<Fraction> lasts,
        Optional<Fraction> every,
        boolean isFrequent,
        List<String> times,
        Optional<String> zone,
        Optional<Integer> count,
        Optional<Fraction> bounds,
        Optional<Integer> days,
        Optional<String> start,
        Optional<LocalDate> startDay) {
    Schedule {
        times = List.copyOf(times);
    }

    static Schedule none(String path) {
        Optional<Fraction> open = Optional.empty();
        return new Schedule(
                path,
                open,
                open,
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                open,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The path of a detail, there or not. */
    String path(String detail) {
        return path + ".repeat." + detail;
    }

    /** Whether the same dose comes again. */
    boolean isRepeated() {
        boolean isSaid = every.isPresent() || isFrequent || !times.isEmpty();
        return count.map(number -> number > 1).orElse(isSaid);
    }

    /** How long an infusion that is not repeated runs. */
    Optional<Fraction> whole() {
        return lasts.or(() -> bounds);
    }

    /** The same, one dose of it lasting so long. */
    Schedule lasting(Fraction seconds) {
        return new Schedule(
                path, Optional.of(seconds), every, isFrequent, times, zone, count, bounds, days, start, startDay);
    }

    /** The same, with one dose in all. */
    Schedule once() {
        return new Schedule(path, lasts, every, isFrequent, times, zone, Optional.of(1), bounds, days, start, startDay);
    }
}
