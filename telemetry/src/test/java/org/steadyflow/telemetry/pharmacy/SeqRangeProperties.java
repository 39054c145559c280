package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SeqRangeProperties {
    @Property
    void whatBothHaveAndWhatIsLeftMakeTheWholeAgain(
            @ForAll @LongRange(min = 1, max = 20) long first,
            @ForAll @LongRange(min = 0, max = 20) long more,
            @ForAll @LongRange(min = 1, max = 20) long otherFirst,
            @ForAll @LongRange(min = 0, max = 20) long otherMore) {
        SeqRange range = new SeqRange(first, first + more);
        SeqRange other = new SeqRange(otherFirst, otherFirst + otherMore);
        Set<Long> both = numbers(range.and(other).stream());
        Set<Long> rest = numbers(range.without(other).stream());
        Set<Long> expectedBoth = numbers(Stream.of(range));
        expectedBoth.retainAll(numbers(Stream.of(other)));
        Set<Long> expectedRest = numbers(Stream.of(range));
        expectedRest.removeAll(numbers(Stream.of(other)));
        assertEquals(expectedBoth, both);
        assertEquals(expectedRest, rest);
    }

    private static Set<Long> numbers(Stream<SeqRange> ranges) {
        return ranges.flatMap(range ->
                        LongStream.rangeClosed(range.first(), range.last()).boxed())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
