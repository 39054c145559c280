package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.steadyflow.hal.bus.DigitalIn.Level;

class DebounceProperties {
    /** By another way of counting: the latest run of equal samples that is long enough decides. */
    @Property
    void theLastLongEnoughRunIsBelieved(@ForAll List<Level> samples, @ForAll @IntRange(min = 1, max = 6) int needed) {
        Level expected = Level.UNKNOWN;
        for (int end = needed; end <= samples.size(); end++) {
            List<Level> run = samples.subList(end - needed, end);
            if (Collections.frequency(run, run.getFirst()) == needed) {
                expected = run.getFirst();
            }
        }
        assertEquals(expected, after(Debounce.of(needed), samples).believed());
    }

    @Property
    void noBounceShorterThanTheRunIsBelieved(
            @ForAll List<@IntRange(min = 1, max = 3) Integer> touches, @ForAll boolean startsLow) {
        Debounce open = after(Debounce.of(4), Collections.nCopies(4, Level.HIGH));
        Level level = startsLow ? Level.LOW : Level.HIGH;
        for (int length : touches) {
            // The first touch of HIGH joins the run before it, which it may: nothing changes by that.
            open = after(open, Collections.nCopies(length, level));
            level = level == Level.LOW ? Level.HIGH : Level.LOW;
            assertTrue(open.isAt(Level.HIGH));
        }
    }

    @Property
    void aSettledLineIsBelievedAfterExactlyAsManySamples(
            @ForAll List<Level> before, @ForAll @IntRange(min = 1, max = 6) int needed) {
        Debounce bounced = after(after(Debounce.of(needed), before), List.of(Level.HIGH));
        assertTrue(after(bounced, Collections.nCopies(needed, Level.LOW)).isAt(Level.LOW));
        Debounce high = after(Debounce.of(needed), Collections.nCopies(needed, Level.HIGH));
        assertFalse(after(high, Collections.nCopies(needed - 1, Level.LOW)).isAt(Level.LOW));
    }

    @Property
    void aLineThatCannotBeReadIsNeverPressed(@ForAll @IntRange(min = 0, max = 20) int times) {
        Debounce blind = after(Debounce.of(2), Collections.nCopies(times, Level.UNKNOWN));
        for (Level level : Level.values()) {
            assertFalse(blind.isAt(level));
        }
    }

    @Example
    void oneUnreadableSampleNeitherPressesNorReleases() {
        Debounce held = after(Debounce.of(2), List.of(Level.LOW, Level.LOW, Level.UNKNOWN));
        assertTrue(held.isAt(Level.LOW));
        Debounce touched = after(Debounce.of(2), List.of(Level.HIGH, Level.HIGH, Level.LOW, Level.UNKNOWN, Level.LOW));
        assertTrue(touched.isAt(Level.HIGH));
    }

    @Example
    void numbersThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Debounce.of(0));
        assertThrows(IllegalArgumentException.class, () -> Debounce.of(101));
    }

    private static Debounce after(Debounce start, List<Level> samples) {
        Debounce now = start;
        for (Level sample : samples) {
            now = now.after(sample);
        }
        return now;
    }
}
