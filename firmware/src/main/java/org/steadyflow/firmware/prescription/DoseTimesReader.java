package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.text.Words;

/** Reads when the doses of an intermittent regimen are due. Of one reading, one thread. */
record DoseTimesReader(Section section) {
    private static final Bounds<Duration> INTERVALS =
            Bounds.ofDuration(FileLimits.INTERVAL_LEAST, FileLimits.INTERVAL_MOST);
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** From an interval or from times of day, of which the file has exactly one. */
    Optional<DoseTimes> read() {
        boolean isMissing = section.lacks(RegimenFields.INTERVAL) && section.lacks(RegimenFields.TIMES);
        boolean hasZone = section.has(RegimenFields.ZONE);
        if (isMissing && hasZone) {
            section.require(RegimenFields.TIMES);
        } else if (isMissing) {
            section.report(
                    RegimenFields.INTERVAL,
                    " is missing: " + RegimenFields.INTERVAL.meaning() + "; add " + RegimenFields.INTERVAL.asWritten()
                            + ", or times of day as " + RegimenFields.TIMES.asWritten());
        }
        if (section.has(RegimenFields.INTERVAL) && section.has(RegimenFields.TIMES)) {
            section.report(RegimenFields.TIMES, " stands beside an interval; keep one of the two");
        }
        if (hasZone && section.has(RegimenFields.INTERVAL) && section.lacks(RegimenFields.TIMES)) {
            section.report(RegimenFields.ZONE, " is only for times of day; leave it out, or write times");
        }
        Optional<DoseTimes> every = section.quantity(RegimenFields.INTERVAL, QuantityText::duration, INTERVALS)
                .map(DoseTimes.Every::new);
        Optional<DoseTimes> daily = section.has(RegimenFields.TIMES) ? daily() : Optional.empty();
        return every.or(() -> daily);
    }

    private Optional<DoseTimes> daily() {
        section.require(RegimenFields.ZONE);
        Optional<List<LocalTime>> times =
                section.texts(RegimenFields.TIMES, FileLimits.TIMES_MOST).flatMap(this::times);
        Optional<ZoneId> zone = section.text(RegimenFields.ZONE).flatMap(this::zone);
        return times.flatMap(list -> zone.map(where -> new DoseTimes.Daily(list, where)));
    }

    private Optional<List<LocalTime>> times(List<String> texts) {
        List<LocalTime> times = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (!text.matches(TIME)) {
                refuse(i, text, "is no time of day; write hours and minutes from 00:00 to 23:59, as in \"08:00\"");
            } else if (!times.isEmpty() && !LocalTime.parse(text).isAfter(times.getLast())) {
                refuse(i, text, "is not after the one before it; write each time once, in the order of the day");
            } else {
                times.add(LocalTime.parse(text));
            }
        }
        return times.size() == texts.size() ? Optional.of(times) : Optional.empty();
    }

    private void refuse(int index, String text, String why) {
        section.reportElement(RegimenFields.TIMES, index + 1, ": " + Words.quote(text) + " " + why);
    }

    private Optional<ZoneId> zone(String name) {
        if (ZONES.contains(name)) {
            return Optional.of(ZoneId.of(name));
        }
        String meant = Words.nearest(name, ZONES)
                .map(near -> "; did you mean " + Words.quote(near) + "?")
                .orElse("; write one of the tz database, such as \"Europe/Berlin\"");
        section.reportValue(RegimenFields.ZONE, "is no time zone" + meant);
        return Optional.empty();
    }

    /** Whether a dose with its flushes ends before the next is due. */
    boolean leavesTime(DoseTimes times, Duration busy, boolean isFlushed) {
        if (busy.compareTo(times.shortest()) <= 0) {
            return true;
        }
        String what = isFlushed ? "one dose with its flushes" : "one dose";
        String least = QuantityText.text(FlowReader.upToSecond(busy));
        switch (times) {
            case DoseTimes.Every _ ->
                section.reportValue(
                        RegimenFields.INTERVAL,
                        "is shorter than " + what + ", and it counts from start to start; write at least " + least);
            case DoseTimes.Daily daily ->
                section.report(
                        RegimenFields.TIMES,
                        " lie " + QuantityText.text(daily.shortest()) + " apart at the closest, shorter than " + what
                                + "; write them at least " + least + " apart");
        }
        return false;
    }

    /** The time from one dose to the next, for a sentence. */
    static String called(DoseTimes times) {
        return switch (times) {
            case DoseTimes.Every _ -> "the interval";
            case DoseTimes.Daily _ -> "the shortest time between two doses";
        };
    }
}
