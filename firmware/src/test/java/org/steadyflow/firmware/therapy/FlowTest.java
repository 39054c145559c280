package org.steadyflow.firmware.therapy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** A ramp of one hour to 181.8 mL/h and back, as a night of parenteral nutrition has it. */
@Tag("REQ-36")
class FlowTest {
    private static final FlowRate PLATEAU =
            new FlowRate(2_000_000_000L, Duration.ofHours(11).toNanos());
    private static final Flow.Ramp UP = new Flow.Ramp(FlowRate.ZERO, PLATEAU, Duration.ofHours(1));
    private static final Flow.Ramp DOWN = new Flow.Ramp(PLATEAU, FlowRate.ZERO, Duration.ofHours(1));

    /** rate * t * t / (2 T), exact and rounded down. */
    private static long exactUp(long elapsedNs) {
        BigInteger t = BigInteger.valueOf(elapsedNs);
        return BigInteger.valueOf(PLATEAU.nanolitres())
                .multiply(t)
                .multiply(t)
                .divide(BigInteger.valueOf(PLATEAU.perNs())
                        .multiply(BigInteger.valueOf(2 * Duration.ofHours(1).toNanos())))
                .longValueExact();
    }

    private static void assertNear(long expected, long actual, long most) {
        assertTrue(Math.abs(actual - expected) <= most, () -> actual + " is not near " + expected);
    }

    @Test
    void theVolumeOfARampIsItsIntegralToTwoNanolitresAtEveryTick() {
        for (long ns = 0; ns <= Duration.ofHours(1).toNanos(); ns += TherapyPlanner.TICK_NS) {
            long off = UP.volumeAfter(ns).nanolitres() - exactUp(ns);
            assertTrue(Math.abs(off) <= 2, ns + " ns: " + off + " nL off");
        }
    }

    @Test
    void upAndDownGiveHalfThePlateauEach() {
        assertNear(90_909_090, UP.volume().nanolitres(), 2);
        assertNear(90_909_090, DOWN.volume().nanolitres(), 2);
    }

    @Test
    void theTimeOfAVolumeIsTheLatestAtWhichNoMoreHasFlowed() {
        for (long nl : new long[] {0, 1, 1_000, 45_000_000, 90_909_089}) {
            long ns = UP.elapsedAt(new Volume(nl));
            assertTrue(UP.volumeAfter(ns).nanolitres() <= nl);
            assertTrue(UP.volumeAfter(ns + 1).nanolitres() > nl
                    || ns == Duration.ofHours(1).toNanos());
        }
    }

    @Test
    void theRateOfARampIsLinear() {
        assertEquals(0, UP.at(0).nanolitresPerHour());
        assertNear(90_909_090, UP.at(Duration.ofMinutes(30).toNanos()).nanolitresPerHour(), 2);
        assertEquals(
                PLATEAU.nanolitresPerHour(),
                UP.at(Duration.ofHours(2).toNanos()).nanolitresPerHour());
        assertNear(45_454_545, DOWN.at(Duration.ofMinutes(45).toNanos()).nanolitresPerHour(), 2);
    }

    @Test
    void aRampLastsATimeAndNotADay() {
        assertThrows(IllegalArgumentException.class, () -> new Flow.Ramp(FlowRate.ZERO, PLATEAU, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new Flow.Ramp(FlowRate.ZERO, PLATEAU, Duration.ofHours(25)));
    }

    @Test
    void thePlannerFollowsTheRampAndEndsWithItsWholeVolume() {
        Segment ramp = new Segment.Deliver("ramp up", 1, Purpose.DOSE, UP.volume(), UP);
        Progress progress = Progress.startOf(0);
        int ticks = 0;
        while (progress.dueNl() < UP.volume().nanolitres()) {
            Volume shaft = new Volume(progress.dueNl());
            progress = TherapyPlanner.advance(ramp, progress, TherapyPlanner.TICK_NS, shaft, Volume.ZERO);
            ticks++;
            long off = progress.dueNl()
                    - exactUp(Math.min(progress.elapsedNs(), Duration.ofHours(1).toNanos()));
            assertTrue(Math.abs(off) <= 2, "tick " + ticks + ": " + off + " nL off");
        }
        assertNear(Duration.ofHours(1).toNanos() / TherapyPlanner.TICK_NS, ticks, 1);
        assertEquals(0, progress.droppedNs());
    }

    @Test
    void whatTheShaftLacksShiftsTheRampInTimeAndIsNotCaughtUp() {
        Segment ramp = new Segment.Deliver("ramp up", 1, Purpose.DOSE, UP.volume(), UP);
        long halfNs = Duration.ofMinutes(30).toNanos();
        Progress half = new Progress(0, UP.volumeAfter(halfNs).nanolitres(), 0, halfNs, 0);
        Volume stuck = UP.volumeAfter(Duration.ofMinutes(20).toNanos());

        Progress shifted = TherapyPlanner.advance(ramp, half, TherapyPlanner.TICK_NS, stuck, Volume.ZERO);

        assertTrue(shifted.elapsedNs() < Duration.ofMinutes(21).toNanos(), shifted::toString);
        assertNear(Duration.ofMinutes(10).toNanos(), shifted.droppedNs(), 2_000_000_000L);
    }

    @Test
    void afterARestartTheRampGoesOnWhereTheShaftIs() {
        Segment ramp = new Segment.Deliver("ramp up", 1, Purpose.DOSE, UP.volume(), UP);
        long given = UP.volumeAfter(Duration.ofMinutes(40).toNanos()).nanolitres();

        Progress resumed = Progress.resume(ramp, 1, given);

        assertNear(Duration.ofMinutes(40).toNanos(), resumed.elapsedNs(), 1_000_000L);
        assertEquals(given, resumed.dueNl());
    }
}
