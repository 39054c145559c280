package org.steadyflow.firmware.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.library.HangTime.Span;
import org.steadyflow.firmware.library.HangUse.Warmth;

class HangUseTest {
    /** 24 h up to 25 C, 8 h above. */
    private static final HangTime BAG = new HangTime(
            List.of(new Span(25_000, Duration.ofHours(24)), new Span(HangTime.ANY_WARMER_MILLI_C, Duration.ofHours(8))),
            false);

    @Test
    void twentyFourHoursAtTwentyFiveDegreesAreAll() {
        HangUse almost = HangUse.fresh(BAG).after(Duration.ofHours(24).minusNanos(1), 25_000);
        assertFalse(almost.isOver());
        assertEquals(1_000_000, almost.usedPpm());
        assertTrue(almost.after(Duration.ofNanos(1), 25_000).isOver());
    }

    @Test
    void aThousandthOfADegreeMoreChoosesTheShorterTime() {
        assertTrue(HangUse.fresh(BAG).after(Duration.ofHours(8), 25_001).isOver());
        assertFalse(HangUse.fresh(BAG).after(Duration.ofHours(8), 25_000).isOver());
    }

    @Test
    void partsOfDifferentWarmthAddUp() {
        HangUse use = HangUse.fresh(BAG).after(Duration.ofHours(12), 20_000).after(Duration.ofHours(2), 30_000);
        assertEquals(750_000, use.usedPpm());
        assertEquals(Duration.ofHours(6), use.left(20_000));
        assertEquals(Duration.ofHours(2), use.left(26_000));
    }

    @Test
    void betweenTwoReadingsItWasAsWarmAsTheWarmerOne() {
        HangUse use = HangUse.of(
                BAG,
                List.of(
                        new Warmth(Duration.ZERO, 20_000),
                        new Warmth(Duration.ofHours(2), 26_000),
                        new Warmth(Duration.ofHours(4), 20_000)));
        assertEquals(500_000, use.usedPpm());
    }

    @Test
    void nothingIsLeftAfterTheEnd() {
        assertEquals(
                Duration.ZERO,
                HangUse.fresh(BAG).after(Duration.ofHours(30), 20_000).left(20_000));
    }

    @Test
    void aHangTimeHoldsForAllWarmthAndNeverGrowsWithIt() {
        Span cool = new Span(25_000, Duration.ofHours(8));
        Span rest = new Span(HangTime.ANY_WARMER_MILLI_C, Duration.ofHours(24));
        assertThrows(IllegalArgumentException.class, () -> new HangTime(List.of(cool), false));
        assertThrows(IllegalArgumentException.class, () -> new HangTime(List.of(cool, rest), false));
        assertThrows(IllegalArgumentException.class, () -> new HangTime(List.of(rest, cool), false));
    }

    @Property(tries = 200)
    void smallPiecesLoseNothing(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 3_600_000_000_000L) Long> pieces,
            @ForAll @IntRange(min = 0, max = 40_000) int milliC) {
        HangUse inPieces = HangUse.fresh(BAG);
        long sum = 0;
        for (long piece : pieces) {
            inPieces = inPieces.after(Duration.ofNanos(piece), milliC);
            sum += piece;
        }
        assertEquals(HangUse.fresh(BAG).after(Duration.ofNanos(sum), milliC), inPieces);
    }
}
