package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** When the doses of an intermittent regimen are due. */
public sealed interface DoseTimes {
    /** The shortest time from one due time to the next, where no clock change lies between. */
    Duration shortest();

    /**
     * Again and again.
     *
     * @param interval from the start of one dose to the start of the next, positive
     */
    record Every(Duration interval) implements DoseTimes {
        public Every {
            Check.that(interval.isPositive(), "interval is not positive");
        }

        @Override
        public Duration shortest() {
            return interval;
        }
    }

    /**
     * Each day at the same times of the wall clock, also over changes of the clock: a time that a day does not have is
     * due when the clock has gone on, one that a day has twice is due the first time.
     *
     * @param times in ascending order, each once, at least one
     * @param zone where the patient lives
     */
    record Daily(List<LocalTime> times, ZoneId zone) implements DoseTimes {
        public Daily {
            times = List.copyOf(times);
            Check.that(!times.isEmpty(), "no time of day");
            for (int i = 1; i < times.size(); i++) {
                Check.that(times.get(i).isAfter(times.get(i - 1)), "times of day are not in ascending order");
            }
        }

        @Override
        public Duration shortest() {
            Duration least = Duration.ofDays(1).minus(Duration.between(times.getFirst(), times.getLast()));
            for (int i = 1; i < times.size(); i++) {
                Duration gap = Duration.between(times.get(i - 1), times.get(i));
                least = gap.compareTo(least) < 0 ? gap : least;
            }
            return least;
        }
    }
}
