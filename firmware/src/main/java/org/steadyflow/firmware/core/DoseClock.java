package org.steadyflow.firmware.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.steadyflow.firmware.prescription.DoseTimes;

/** When doses are due by the wall clock. */
final class DoseClock {
    private static final long NONE = Long.MAX_VALUE;
    /** Days around an instant that hold its neighbours in every zone. */
    private static final int DAYS = 2;

    private DoseClock() {}

    /**
     * The due time of the dose after the last one.
     *
     * @param lastStartMs when the last dose began
     * @param lastDueMs when it was due
     */
    static long dueAfter(DoseTimes times, long lastStartMs, long lastDueMs) {
        return switch (times) {
            case DoseTimes.Every every -> lastStartMs + every.interval().toMillis();
            case DoseTimes.Daily daily -> next(daily, lastDueMs);
        };
    }

    /** The first time of day that is due after {@code afterMs}. */
    static long next(DoseTimes.Daily daily, long afterMs) {
        ZoneId zone = daily.zone();
        LocalDate today = Instant.ofEpochMilli(afterMs).atZone(zone).toLocalDate();
        long first = NONE;
        for (int day = -DAYS; day <= DAYS; day++) {
            for (LocalTime time : daily.times()) {
                long due = instantOf(today.plusDays(day).atTime(time), zone.getRules());
                first = due > afterMs ? Math.min(first, due) : first;
            }
        }
        return first;
    }

    /** A local time that does not exist is due when the clock has gone on; one that comes twice, the first time. */
    private static long instantOf(LocalDateTime local, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(local);
        boolean isGap = change != null && change.isGap();
        return isGap
                ? change.getInstant().toEpochMilli()
                : local.toInstant(rules.getValidOffsets(local).getFirst()).toEpochMilli();
    }
}
