package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.prescription.DoseTimes;

/** Doses by the clock on the wall, over weeks in which that clock is put forward and back. */
@Tag("REQ-27")
class DoseClockTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static long at(String local) {
        return ZonedDateTime.parse(local + "[Europe/Berlin]").toInstant().toEpochMilli();
    }

    private static List<Long> dues(DoseTimes.Daily daily, long fromMs, int count) {
        List<Long> dues = new ArrayList<>();
        long due = fromMs;
        for (int i = 0; i < count; i++) {
            due = DoseClock.next(daily, due);
            dues.add(due);
        }
        return dues;
    }

    @Test
    void twiceADayIsTwiceADayOverTheChangeToSummer() {
        DoseTimes.Daily daily = new DoseTimes.Daily(List.of(LocalTime.of(8, 0), LocalTime.of(20, 0)), BERLIN);

        List<Long> dues = dues(daily, at("2027-03-27T00:00:00+01:00"), 6);

        assertEquals(
                List.of(
                        at("2027-03-27T08:00:00+01:00"),
                        at("2027-03-27T20:00:00+01:00"),
                        at("2027-03-28T08:00:00+02:00"),
                        at("2027-03-28T20:00:00+02:00"),
                        at("2027-03-29T08:00:00+02:00"),
                        at("2027-03-29T20:00:00+02:00")),
                dues);
        assertEquals(Duration.ofHours(11).toMillis(), dues.get(2) - dues.get(1));
    }

    @Test
    void aTimeThatTheDayDoesNotHaveIsDueWhenTheClockHasGoneOn() {
        DoseTimes.Daily daily = new DoseTimes.Daily(List.of(LocalTime.of(2, 30)), BERLIN);

        assertEquals(
                List.of(
                        at("2027-03-27T02:30:00+01:00"),
                        at("2027-03-28T03:00:00+02:00"),
                        at("2027-03-29T02:30:00+02:00")),
                dues(daily, at("2027-03-27T00:00:00+01:00"), 3));
    }

    @Test
    void aTimeThatComesTwiceIsDueOnceTheFirstTime() {
        DoseTimes.Daily daily = new DoseTimes.Daily(List.of(LocalTime.of(2, 30)), BERLIN);

        assertEquals(
                List.of(
                        at("2027-10-30T02:30:00+02:00"),
                        at("2027-10-31T02:30:00+02:00"),
                        at("2027-11-01T02:30:00+01:00")),
                dues(daily, at("2027-10-30T00:00:00+02:00"), 3));
    }

    @Test
    void inTwoYearsEachDayHasEachOfItsTimesOnceAndInOrder() {
        DoseTimes.Daily daily = new DoseTimes.Daily(
                List.of(LocalTime.of(0, 0), LocalTime.of(2, 15), LocalTime.of(14, 0), LocalTime.of(23, 59)), BERLIN);

        List<Long> dues = dues(daily, at("2027-01-01T00:00:00+01:00") - 1, 4 * 730);

        for (int i = 1; i < dues.size(); i++) {
            assertTrue(dues.get(i) > dues.get(i - 1), "due " + i);
        }
        assertEquals(at("2028-12-30T23:59:00+01:00"), dues.getLast());
    }

    @Test
    void anIntervalCountsFromTheLastStart() {
        DoseTimes every = new DoseTimes.Every(Duration.ofHours(12));

        assertEquals(
                at("2027-03-28T09:00:00+02:00"),
                DoseClock.dueAfter(every, at("2027-03-27T20:00:00+01:00"), at("2027-03-27T19:00:00+01:00")));
    }
}
