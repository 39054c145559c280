package org.steadyflow.telemetry.order;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads FHIR's Timing. Of one reading, one thread. */
final class ScheduleReader {
    private static final String ZONE = "http://hl7.org/fhir/StructureDefinition/timezone";
    private static final String ABBREVIATIONS = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation";
    private static final Pattern EVERY_HOURS = Pattern.compile("Q([1-9][0-9]?)H");

    private record Bounds(
            Optional<Fraction> seconds, Optional<Integer> days, Optional<String> start, Optional<LocalDate> startDay) {
        static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Bounds startingAt(String time) {
            return new Bounds(Optional.empty(), Optional.empty(), Optional.of(time), Optional.empty());
        }

        static Bounds startingOn(LocalDate day) {
            return new Bounds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(day));
        }

        Bounds lasting(Fraction time) {
            return new Bounds(Optional.of(time), days, start, startDay);
        }

        Bounds lasting(int wholeDays) {
            return new Bounds(seconds, Optional.of(wholeDays), start, startDay);
        }
    }

    private final Findings findings;
    private final Quantities quantities;

    ScheduleReader(Findings findings) {
        this.findings = findings;
        this.quantities = new Quantities(findings);
    }

    /**
     * @param timing the Timing, where there is one
     * @param path that it has or would have
     */
    Schedule read(Optional<Element> timing, String path) {
        return timing.map(this::read).orElse(Schedule.none(path));
    }

    private Schedule read(Element timing) {
        timing.pass("id");
        Optional<Element> repeat = timing.one("repeat");
        Optional<Fraction> coded = coded(timing, repeat.isPresent());
        Optional<String> event = event(timing, repeat.isPresent());
        Optional<Integer> once = event.map(_ -> 1);
        Schedule read = repeat.map(details -> repeated(details, timing.path())).orElse(Schedule.none(timing.path()));
        return new Schedule(
                timing.path(),
                read.lasts(),
                read.every().or(() -> coded),
                read.isFrequent(),
                read.times(),
                read.zone().or(() -> zone(timing)),
                read.count().or(() -> once),
                read.bounds(),
                read.days(),
                read.start().or(() -> event),
                read.startDay());
    }

    private Schedule repeated(Element repeat, String path) {
        repeat.pass("id");
        List<String> times = times(repeat);
        Optional<Integer> frequency = whole(repeat, "frequency");
        Optional<Fraction> period = time(repeat, "period", "periodUnit");
        boolean isOften = frequency.filter(often -> often > 1).isPresent();
        Optional<Fraction> every = times.isEmpty() && !isOften ? period : Optional.empty();
        if (!times.isEmpty()) {
            checkDaily(repeat, period);
        }
        Bounds bounds = bounds(repeat);
        return new Schedule(
                path,
                time(repeat, "duration", "durationUnit"),
                every,
                times.isEmpty() && isOften,
                times,
                zone(repeat),
                whole(repeat, "count"),
                bounds.seconds(),
                bounds.days(),
                bounds.start(),
                bounds.startDay());
    }

    /** Clock times are of every day; another period, or another number of doses in it, contradicts them. */
    private void checkDaily(Element repeat, Optional<Fraction> period) {
        boolean isDaily = period.isEmpty() || period.get().equals(Fraction.of(86_400));
        Optional<Integer> frequency = whole(repeat, "frequency");
        boolean isAsOften = frequency.isEmpty()
                || period.isEmpty()
                || frequency.get() == repeat.all("timeOfDay").size();
        if (!isDaily || !isAsOften) {
            findings.notExpressed(
                    repeat.path("timeOfDay"),
                    "the clock times and the frequency and period do not say the same; times of a prescription are of every day");
        }
    }

    private List<String> times(Element repeat) {
        return repeat.all("timeOfDay").stream()
                .flatMap(time -> clock(time).stream())
                .sorted()
                .toList();
    }

    private Optional<String> clock(Element time) {
        try {
            LocalTime clock = LocalTime.parse(time.text());
            if (clock.equals(clock.truncatedTo(ChronoUnit.MINUTES))) {
                return Optional.of(clock.toString());
            }
        } catch (DateTimeException e) {
            // said below, with the time that is not of the minute
        }
        findings.notExpressed(time.path(), Words.quote(time.text()) + " is no time of day to the minute");
        return Optional.empty();
    }

    /** Two children that are a number of units of time. */
    private Optional<Fraction> time(Element repeat, String number, String unit) {
        Optional<BigDecimal> value = repeat.number(number);
        Optional<String> code = repeat.text(unit);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Fraction> length = code.flatMap(Times::ofUnit);
        if (length.isEmpty() || value.get().signum() <= 0) {
            findings.missing(repeat.path(unit), "no length of time follows from it; months and years have none");
            return Optional.empty();
        }
        return length.map(Fraction.of(value.get())::times);
    }

    private Optional<Integer> whole(Element repeat, String name) {
        return repeat.number(name).flatMap(number -> Fraction.of(number.abs()).whole());
    }

    private Bounds bounds(Element repeat) {
        Optional<Element> period = repeat.one("boundsPeriod");
        Optional<Element> length = repeat.one("boundsDuration");
        if (period.isPresent()) {
            return period(period.get());
        }
        Optional<Fraction> seconds = length.flatMap(quantities::stated)
                .flatMap(Quantities.Stated::seconds)
                .filter(time -> !time.isZero());
        if (length.isPresent() && seconds.isEmpty()) {
            findings.missing(length.get().path(), "no length of time follows from it");
        }
        return seconds.map(Bounds.NONE::lasting).orElse(Bounds.NONE);
    }

    private Bounds period(Element period) {
        Optional<String> start = period.text("start");
        Optional<String> end = period.text("end");
        try {
            Bounds begins = start.map(ScheduleReader::begins).orElse(Bounds.NONE);
            return end.isEmpty() ? begins : ends(begins, start.orElse(""), end.get());
        } catch (DateTimeException e) {
            findings.missing(period.path(), "start and end are not both dates, or not both times, in this order");
            return Bounds.NONE;
        }
    }

    private static Bounds begins(String start) {
        return start.contains("T") ? Bounds.startingAt(start) : Bounds.startingOn(LocalDate.parse(start));
    }

    private static Bounds ends(Bounds begins, String start, String end) {
        return begins.start().isPresent()
                ? begins.lasting(between(OffsetDateTime.parse(start), OffsetDateTime.parse(end)))
                : begins.lasting(days(LocalDate.parse(start), LocalDate.parse(end)));
    }

    private static Fraction between(OffsetDateTime start, OffsetDateTime end) {
        Duration length = Duration.between(start, end);
        if (length.isNegative() || length.isZero()) {
            throw new DateTimeException("ends before it starts");
        }
        return Fraction.of(BigDecimal.valueOf(length.getSeconds()).add(BigDecimal.valueOf(length.getNano(), 9)));
    }

    /** Both days belong to the period. */
    private static int days(LocalDate start, LocalDate end) {
        long days = ChronoUnit.DAYS.between(start, end) + 1;
        if (days < 1 || days > Integer.MAX_VALUE) {
            throw new DateTimeException("ends before it starts");
        }
        return (int) days;
    }

    private Optional<String> event(Element timing, boolean isDetailed) {
        List<Element> events = timing.all("event");
        if (!isDetailed && events.size() == 1 && events.getFirst().text().contains("T")) {
            return Optional.of(events.getFirst().text());
        }
        if (!events.isEmpty()) {
            findings.notExpressed(
                    events.getFirst().path(),
                    "only one event, with its time of day and nothing beside it, can be the start of a prescription");
        }
        return Optional.empty();
    }

    /** An abbreviation such as Q8H stands for its interval; others are what the institution makes of them. */
    private Optional<Fraction> coded(Element timing, boolean isDetailed) {
        Optional<Element> code = timing.one("code");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<Fraction> interval = code.get().all("coding").stream()
                .filter(coding ->
                        coding.text("system").filter(ABBREVIATIONS::equals).isPresent())
                .flatMap(coding -> coding.text("code").stream())
                .map(EVERY_HOURS::matcher)
                .filter(Matcher::matches)
                .map(match -> Fraction.of(3_600L * Integer.parseInt(match.group(1))))
                .findFirst();
        timing.pass("code");
        if (isDetailed) {
            findings.note(timing.path("code"), Concepts.quote(code.get()) + "; the details beside it were taken");
        } else if (interval.isEmpty()) {
            findings.missing(
                    timing.path("repeat"),
                    Concepts.quote(code.get()) + " is no exact schedule; add the interval or the clock times");
        }
        return isDetailed ? Optional.empty() : interval;
    }

    private Optional<String> zone(Element element) {
        Optional<Element> extension = element.all("extension").stream()
                .filter(any -> any.text("url").filter(ZONE::equals).isPresent())
                .findFirst();
        return extension.flatMap(zone -> zone.text("valueCode")).filter(ScheduleReader::isZone);
    }

    private static boolean isZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name);
    }
}
