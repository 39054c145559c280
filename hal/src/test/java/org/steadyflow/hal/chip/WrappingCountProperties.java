package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WrappingCountProperties {
    /** However far it goes, in whatever steps of less than 2^31, either way. */
    @Property
    void theCountNeverWraps(
            @ForAll int start,
            @ForAll List<@IntRange(min = -Integer.MAX_VALUE, max = Integer.MAX_VALUE) Integer> steps) {
        long truth = start;
        WrappingCount count = WrappingCount.startingAt(start);
        for (int step : steps) {
            truth += step;
            count = count.next((int) truth);
            assertEquals(truth, count.value());
        }
    }

    @Example
    void theChipsLargestIsFollowedByOneMore() {
        WrappingCount before = WrappingCount.startingAt(Integer.MAX_VALUE);
        assertEquals(1L << 31, before.next(Integer.MIN_VALUE).value());
        assertEquals(
                Integer.MAX_VALUE,
                before.next(Integer.MIN_VALUE).next(Integer.MAX_VALUE).value());
    }

    /** A month at the cassette's fastest, in ticks. */
    @Example
    void aMonthOfTravelAddsUp() {
        WrappingCount count = WrappingCount.startingAt(0);
        long truth = 0;
        for (int hour = 0; hour < 24 * 30; hour++) {
            truth += 512_000_000;
            count = count.next((int) truth);
        }
        assertEquals(368_640_000_000L, count.value());
    }
}
