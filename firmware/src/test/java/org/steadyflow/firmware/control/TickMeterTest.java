package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.realtime.ServiceNotice;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Event;

@Tag("REQ-301")
class TickMeterTest {
    private static final long US = 1_000;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final TickMeter meter = new TickMeter();

    @Test
    void percentilesAreThoseOfTheCounts() {
        for (long us = 1; us <= 1_000; us++) {
            meter.count(us * US, 0);
        }
        Lateness lateness = meter.sumUp();
        assertEquals(1_000, lateness.ticks());
        assertNear(500 * US, lateness.p50Ns());
        assertNear(990 * US, lateness.p99Ns());
        assertNear(999 * US, lateness.p999Ns());
        assertEquals(1_000 * US, lateness.greatestNs());
        assertEquals(0, lateness.late());
    }

    @Test
    void tenMillisecondsAreTheLimitOfLate() {
        meter.count(10_000 * US, 0);
        meter.count(10_000 * US + 1, 0);
        assertEquals(1, meter.sumUp().late());
    }

    /** A laptop that slept: longer than the counter's range, and counted all the same. */
    @Test
    void aTickBeyondTheRangeIsCountedAtItsEndAndToldExactly() {
        meter.count(HOUR_NS, 72_000);
        Lateness lateness = meter.sumUp();
        assertEquals(
                new Lateness(1, 1, 72_000, lateness.p50Ns(), lateness.p99Ns(), lateness.p999Ns(), HOUR_NS), lateness);
        assertTrue(lateness.p50Ns() >= TickMeter.LIMIT_NS);
    }

    @Test
    void nothingIsSummedUpBeforeSomebodyDoes() {
        meter.count(US, 0);
        assertEquals(Lateness.NONE, meter.summary());
        assertEquals(meter.sumUp(), meter.summary());
    }

    @Test
    void countingAllocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        countMany();
        long before = threads.getCurrentThreadAllocatedBytes();
        long nothing = threads.getCurrentThreadAllocatedBytes() - before;
        before = threads.getCurrentThreadAllocatedBytes();
        countMany();
        assertEquals(nothing, threads.getCurrentThreadAllocatedBytes() - before);
    }

    private void countMany() {
        for (long i = 0; i < 10_000; i++) {
            meter.count(i * 37 * US, 0);
        }
    }

    @Test
    void theJournalHearsOnceAnHourAndAtTheEnd() {
        long[] nowNs = {5_000_000_000L};
        List<Event> kept = new ArrayList<>();
        LatenessKeeper keeper = new LatenessKeeper(
                ServiceNotice.none(),
                (_, event) -> kept.add(event),
                () -> new ClockSample(nowNs[0], 1_767_254_400_000L));
        Lateness lateness = new Lateness(72_000, 2, 1, 21_999, 48_000, 90_000, 11_000_000);
        Event.TickLateness told = new Event.TickLateness(72_000, 2, 1, 21, 48, 90, 11_000);
        nowNs[0] += HOUR_NS - 1;
        keeper.summedUp(lateness, false);
        assertEquals(List.of(), kept);
        nowNs[0] += 1;
        keeper.summedUp(lateness, false);
        keeper.summedUp(lateness, false);
        assertEquals(List.of(told), kept);
        keeper.summedUp(lateness, true);
        assertEquals(List.of(told, told), kept);
    }

    private static void assertNear(long expectedNs, long ns) {
        assertTrue(Math.abs(ns - expectedNs) <= expectedNs / 500, ns + " ns, not " + expectedNs);
    }
}
