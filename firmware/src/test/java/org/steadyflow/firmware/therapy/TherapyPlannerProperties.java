package org.steadyflow.firmware.therapy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** For any rate that a prescription may have, and any ticks. */
class TherapyPlannerProperties {
    private static final long MOST_RATE_NL_PER_H = 1_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long MOST_VOLUME_NL = 9_999_000_000L;

    @Property(tries = 300)
    @Tag("REQ-04")
    void ticksOfAnyLengthAddUpExactly(
            @ForAll @LongRange(min = 1, max = MOST_VOLUME_NL) long nanolitres,
            @ForAll @LongRange(min = 36_000_000_000L, max = HOUR_NS * 24 * 30) long perNs,
            @ForAll @IntRange(min = 1, max = 400) int ticks,
            @ForAll Random random) {
        FlowRate rate = new FlowRate(Math.min(nanolitres, perNs / 3_600), perNs);
        Segment dose = new Segment.Deliver("dose", 1, Volume.ofMillilitres(9_999), rate);
        Progress progress = Progress.startOf(0);
        long totalNs = 0;
        for (int i = 0; i < ticks; i++) {
            long stepNs = random.nextLong(TherapyPlanner.LONGEST_STEP_NS + 1);
            totalNs += stepNs;
            progress = TherapyPlanner.advance(dose, progress, stepNs, new Volume(progress.dueNl()), Volume.ZERO);
        }

        BigInteger exact = BigInteger.valueOf(rate.nanolitres())
                .multiply(BigInteger.valueOf(totalNs))
                .divide(BigInteger.valueOf(rate.perNs()));
        assertEquals(exact.min(BigInteger.valueOf(MOST_VOLUME_NL)).longValueExact(), progress.dueNl());
    }

    @Property(tries = 300)
    @Tag("REQ-28")
    void nothingIsEverDueFurtherAheadThanTwoTicksOfFlow(
            @ForAll @LongRange(min = 100_000, max = MOST_RATE_NL_PER_H) long nlPerHour, @ForAll Random random) {
        Segment dose = new Segment.Deliver("dose", 1, Volume.ofMillilitres(9_999), new FlowRate(nlPerHour, HOUR_NS));
        long twoTicksNl = nlPerHour / 36_000 + 2;
        Progress progress = Progress.startOf(0);
        long shaftNl = 0;
        for (int i = 0; i < 500; i++) {
            shaftNl += random.nextInt(3) == 0 ? Math.max(0, progress.dueNl() - shaftNl) : 0;
            progress = TherapyPlanner.advance(
                    dose, progress, random.nextLong(400_000_000), new Volume(shaftNl), Volume.ZERO);
            long ahead = progress.dueNl() - shaftNl;
            assertTrue(ahead <= twoTicksNl, () -> ahead + " nL ahead of the shaft");
        }
    }

    @Property(tries = 300)
    @Tag("REQ-28")
    void whatIsDueAndWhatWasDroppedIsTheTimeThatPassed(
            @ForAll @LongRange(min = 100_000, max = MOST_RATE_NL_PER_H) long nlPerHour, @ForAll Random random) {
        FlowRate rate = new FlowRate(nlPerHour, HOUR_NS);
        Segment dose = new Segment.Deliver("dose", 1, Volume.ofMillilitres(9_999), rate);
        Progress progress = Progress.startOf(0);
        long totalNs = 0;
        for (int i = 0; i < 300; i++) {
            long stepNs = random.nextLong(300_000_000);
            totalNs += stepNs;
            long shaftNl = random.nextBoolean() ? progress.dueNl() : progress.dueNl() * 9 / 10;
            progress = TherapyPlanner.advance(dose, progress, stepNs, new Volume(shaftNl), Volume.ZERO);
        }
        long dueNs = rate.durationFor(new Volume(progress.dueNl())).toNanos();
        long nanolitreNs = HOUR_NS / nlPerHour + 1;
        long missing = totalNs - dueNs - progress.droppedNs();
        assertTrue(Math.abs(missing) <= nanolitreNs + 1_000, () -> missing + " ns are neither due nor dropped");
    }
}
