package org.steadyflow.simulator.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.control.JvmOptions;

@Tag("REQ-304")
class ComparisonTest {
    /** 100,000 wake-ups: of 1,000, 980 at 30 us, 15 at 60, 4 at 90, 1 at 400. */
    private static final Latencies CYCLIC = spread(30, 60, 90, 400);

    private static Latencies spread(long most, long some, long few, long one) {
        return new Latencies(Map.of(most, 98_000L, some, 1_500L, few, 400L, one, 100L));
    }

    @Test
    void aPercentileIsTheLeastThatSoManyDidNotExceed() {
        Latencies ten = new Latencies(Map.of(1L, 5L, 2L, 4L, 9L, 1L));
        assertEquals(
                List.of(1L, 2L, 2L, 9L, 9L),
                List.of(ten.atMostUs(500), ten.atMostUs(501), ten.atMostUs(900), ten.atMostUs(901), ten.maxUs()));
        assertEquals(
                List.of(0L, 0L, 0L),
                List.of(Latencies.NONE.atMostUs(999), Latencies.NONE.maxUs(), Latencies.NONE.total()));
    }

    @Test
    void laterIsMoreThanTheLimit() {
        assertEquals(3, new Latencies(Map.of(9_999L, 7L, 10_000L, 5L, 10_001L, 2L, 80_000L, 1L)).laterThanUs(10_000));
    }

    @Test
    void bothRunsCountAsOne() {
        Latencies slow = new Latencies(Map.of(50L, 1L));
        Latencies fast = new Latencies(Map.of(10L, 2L, 50L, 1L));
        assertEquals(
                Map.of(10L, 2L, 50L, 2L),
                Comparison.of(List.of(slow, fast), List.of()).tick().counts());
    }

    @Test
    void whatIsWithinItsTargetsIsJudgedAndNotMissed() {
        Comparison within = new Comparison(spread(33, 75, 135, 4_000), CYCLIC);
        assertEquals(List.of(), within.unjudged());
        assertEquals(List.of(), within.missed());
        assertEquals(new BigDecimal("1.10"), within.ratio(Comparison.Target.P50));
        assertEquals(new BigDecimal("1.25"), within.ratio(Comparison.Target.P99));
        assertEquals(new BigDecimal("1.50"), within.ratio(Comparison.Target.P999));
        assertEquals(new BigDecimal("10.00"), within.ratioOfMax());
    }

    @Test
    void eachTargetThatIsMissedIsASentence() {
        assertEquals(
                3, new Comparison(spread(34, 76, 137, 400), CYCLIC).missed().size());
    }

    @Test
    void aMachineOnWhichCyclictestItselfIsLateIsNotJudged() {
        Comparison onBusy = new Comparison(spread(90, 200, 900, 40_000), spread(30, 60, 90, 5_000));
        assertEquals(List.of(), onBusy.missed());
        assertTrue(onBusy.unjudged().getFirst().startsWith("cyclictest itself was late by 5 ms"));
        assertEquals(
                3,
                new Comparison(spread(90, 200, 900, 40_000), spread(30, 60, 90, 4_999))
                        .missed()
                        .size());
    }

    @Test
    void aPercentileWithTooFewBeyondItIsNotJudged() {
        Latencies few = new Latencies(Map.of(100L, 999L));
        Comparison ofFew = new Comparison(few, new Latencies(Map.of(10L, 999L)));
        assertEquals(2, ofFew.unjudged().size());
        assertEquals(1, ofFew.missed().size());
    }

    @Test
    void cyclictestsReportIsRead() throws IOException {
        String report = """
                {"file_version": 1, "thread": {"0": {"histogram": {"15": 1, "19": 7}, "cycles": 9, "min": 15, "max": 120000}}}
                """;
        assertEquals(
                Map.of(15L, 1L, 19L, 7L, 120_000L, 1L), CyclicTest.read(report).counts());
        assertThrows(IOException.class, () -> CyclicTest.read("{}"));
    }

    /** A heap that grew, or a collector with threads of its own, would not be what was measured. */
    @Test
    void thePumpIsMeasuredWithTheOptionsThatItShipsWith() {
        List<String> options = JvmOptions.ofControl();
        assertTrue(options.contains("-XX:+UseSerialGC") && options.contains("-XX:+AlwaysPreTouch"), options::toString);
        assertEquals(
                options.stream()
                        .filter(o -> o.startsWith("-Xms"))
                        .map(o -> o.substring(4))
                        .toList(),
                options.stream()
                        .filter(o -> o.startsWith("-Xmx"))
                        .map(o -> o.substring(4))
                        .toList());
        assertTrue(options.stream().allMatch(option -> option.startsWith("-")), options::toString);
    }
}
