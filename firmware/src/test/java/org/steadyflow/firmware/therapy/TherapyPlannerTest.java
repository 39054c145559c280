package org.steadyflow.firmware.therapy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** What is due, tick by tick. */
class TherapyPlannerTest {
    private static final long TICK_NS = TherapyPlanner.TICK_NS;
    private static final Volume PLENTY = Volume.ofMillilitres(1_000_000);

    private static Segment.Deliver dose(String millilitresPerHour, Volume volume) {
        return new Segment.Deliver(
                "dose", 1, volume, FlowRate.ofMillilitresPerHour(new BigDecimal(millilitresPerHour)));
    }

    /** One tick of a healthy motor: the shaft is where it is due. */
    private static Progress tick(Segment segment, Progress before, long stepNs) {
        return TherapyPlanner.advance(segment, before, stepNs, new Volume(before.dueNl()), Volume.ZERO);
    }

    private static long exactDueNl(FlowRate rate, long ns) {
        return BigInteger.valueOf(rate.nanolitres())
                .multiply(BigInteger.valueOf(ns))
                .divide(BigInteger.valueOf(rate.perNs()))
                .longValueExact();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.7", "13.37", "999"})
    @Tag("REQ-04")
    void afterThirtyDaysTheDueVolumeIsRateTimesTimeRoundedDownOnce(String rate) {
        Segment.Deliver dose = dose(rate, PLENTY);
        Progress progress = Progress.startOf(0);
        long ticks = Duration.ofDays(30).toNanos() / TICK_NS;

        for (long i = 0; i < ticks; i++) {
            progress = tick(dose, progress, TICK_NS);
        }

        assertEquals(exactDueNl(dose.rate(), ticks * TICK_NS), progress.dueNl());
        assertEquals(0, progress.droppedNs());
    }

    @Test
    @Tag("REQ-04")
    void aRateThatNoNanolitreDividesIsExactOverItsWholeDuration() {
        FlowRate rate = FlowRate.of(Volume.ofMillilitres(100), Duration.ofHours(7));
        Segment dose = new Segment.Deliver("dose", 1, Volume.ofMillilitres(100), rate);
        Progress progress = Progress.startOf(0);
        long ticks = Duration.ofHours(7).toNanos() / TICK_NS;

        for (long i = 1; i < ticks; i++) {
            progress = tick(dose, progress, TICK_NS);
        }
        assertTrue(progress.dueNl() < 100_000_000, "not before its time");
        progress = tick(dose, progress, TICK_NS);

        assertEquals(100_000_000, progress.dueNl());
    }

    @Test
    void theDueVolumeNeverPassesTheSegments() {
        Segment dose = dose("120", Volume.ofNanolitres(10_000));
        Progress progress = Progress.startOf(3);
        for (int i = 0; i < 100; i++) {
            progress = tick(dose, progress, TICK_NS);
        }
        assertEquals(new Progress(3, 10_000, 0, 0, 0), progress);
    }

    @Test
    @Tag("REQ-28")
    void aShaftThatStandsHoldsTheDueVolumeTwoTicksAhead() {
        Segment dose = dose("120", PLENTY);
        Progress progress = Progress.startOf(0);
        for (int i = 0; i < 100; i++) {
            progress = TherapyPlanner.advance(dose, progress, TICK_NS, Volume.ZERO, Volume.ZERO);
        }
        assertEquals(3_333 + 1, progress.dueNl());
        long dueNs = dose.rate().durationFor(new Volume(progress.dueNl())).toNanos();
        assertTrue(Math.abs(100 * TICK_NS - dueNs - progress.droppedNs()) < 1_000);
    }

    @Test
    @Tag("REQ-28")
    void theSlackOfTheEncoderIsNoShortfall() {
        Segment dose = dose("120", PLENTY);
        Progress progress = new Progress(0, 10_000, 0, 0, 0);

        Progress kept =
                TherapyPlanner.advance(dose, progress, TICK_NS, new Volume(10_000 - 1_666 - 26), new Volume(26));

        assertEquals(0, kept.droppedNs());
        assertEquals(11_666, kept.dueNl());
    }

    @ParameterizedTest
    @CsvSource({"50, 0", "100, 0", "101, 1", "150, 50", "100000, 99900", "-50, 0"})
    @Tag("REQ-28")
    void aLateTickCountsAsTwoAndSaysWhatItDrops(long stepMs, long droppedMs) {
        Segment dose = dose("120", PLENTY);
        Progress progress = tick(dose, Progress.startOf(0), stepMs * 1_000_000);

        assertEquals(exactDueNl(dose.rate(), Math.clamp(stepMs, 0, 100) * 1_000_000L), progress.dueNl());
        assertEquals(droppedMs, progress.droppedMs());
    }

    @Test
    void aRestWithoutFlowIsNeverDue() {
        Segment rest = new Segment.Wait("rest", KeepOpen.NONE, new WaitEnd.Person());
        Progress before = Progress.startOf(1);
        assertSame(before, TherapyPlanner.advance(rest, before, 1_000_000_000_000L, Volume.ZERO, Volume.ZERO));
    }

    @Test
    @Tag("REQ-42")
    void theDemandLooksTwoAndAHalfTicksAheadAndNotPastTheEnd() {
        Segment dose = dose("120", Volume.ofNanolitres(20_000));
        Demand middle = TherapyPlanner.demand(dose, new Progress(0, 10_000, 0, 0, 0));
        Demand end = TherapyPlanner.demand(dose, new Progress(0, 19_000, 0, 0, 0));

        assertEquals(10_000 + 4_166 + 1, middle.ahead().nanolitres());
        assertEquals(20_000, end.ahead().nanolitres());
        assertEquals(10_000, middle.due().nanolitres());
    }

    @Test
    void droppedTimeIsJournalledInMillisecondsAndItsRestIsKept() {
        Progress progress = new Progress(0, 5, 0, 0, 2_700_000);
        assertEquals(2, progress.droppedMs());
        assertEquals(new Progress(0, 5, 0, 0, 700_000), progress.withDropJournalled());
    }

    @Test
    void aResumedPartGoesOnFromWhatIsGivenAndOwesWhatWasTakenBackOfEarlierOnes() {
        assertEquals(new Progress(2, -13, 0, 0, 0), Progress.resume(dose("10", PLENTY), 2, -13));
        assertEquals(new Progress(2, 77, 0, 0, 0), Progress.resume(dose("10", PLENTY), 2, 77));
    }
}
