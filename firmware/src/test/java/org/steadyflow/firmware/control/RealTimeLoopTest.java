package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.realtime.ManagerSocket;
import org.steadyflow.firmware.realtime.ServiceNotice;
import org.steadyflow.firmware.realtime.TickClock;

class RealTimeLoopTest {
    private static final long MS = 1_000_000;
    private static final long PERIOD_NS = RealTimeLoop.PERIOD_NS;

    private final TestClock clock = new TestClock();
    private final TickMeter meter = new TickMeter();
    private final List<Lateness> sums = new ArrayList<>();
    private final List<Long> begins = new ArrayList<>();

    /** Time passes only where a test says so. */
    private static final class TestClock implements TickClock {
        private long nowNs = 7_000_000_000L;
        private long wakesLateByNs;

        @Override
        public long nowNs() {
            return nowNs;
        }

        @Override
        public long waitUntil(long dueNs) {
            nowNs = Math.max(nowNs, dueNs + wakesLateByNs);
            return nowNs;
        }
    }

    private interface Tick {
        /** @param tick from 1 */
        void run(int tick);
    }

    private void run(int count, ServiceNotice notice, Tick tick) {
        RealTimeLoop[] loop = new RealTimeLoop[1];
        loop[0] = new RealTimeLoop(
                new RealTimeLoop.Body(
                        () -> {
                            begins.add(clock.nowNs);
                            tick.run(begins.size());
                            if (begins.size() == count) {
                                loop[0].stop();
                            }
                        },
                        () -> {}),
                new RealTimeLoop.Timing(clock, meter, notice),
                (lateness, _) -> sums.add(lateness));
        loop[0].run();
    }

    @Test
    @Tag("REQ-300")
    void deadlinesDoNotDriftWithTheTimeThatTicksTakeNorWithLateWakeUps() {
        clock.wakesLateByNs = 300_000;
        run(1_000, ServiceNotice.none(), _ -> clock.nowNs += PERIOD_NS / 3);
        long first = begins.getFirst();
        for (int tick = 0; tick < begins.size(); tick++) {
            assertEquals(first + tick * PERIOD_NS, begins.get(tick));
        }
    }

    @Test
    @Tag("REQ-303")
    void warmingTheLoopUpTicksNothingAndCountsNothing() {
        RealTimeLoop loop = new RealTimeLoop(
                new RealTimeLoop.Body(() -> begins.add(clock.nowNs), () -> {}),
                new RealTimeLoop.Timing(clock, meter, ServiceNotice.none()),
                (lateness, _) -> sums.add(lateness));
        loop.warmUp();
        assertEquals(List.of(), begins);
        assertEquals(List.of(), sums);
        assertEquals(0, meter.sumUp().ticks());
    }

    /** A tick of three and a half periods: three deadlines pass, the third of them half a period ago. */
    @Test
    @Tag("REQ-300")
    void missedTicksAreLeftOut() {
        run(6, ServiceNotice.none(), tick -> clock.nowNs += tick == 2 ? PERIOD_NS * 7 / 2 : 0);
        Lateness lateness = sums.getLast();
        assertEquals(6, lateness.ticks());
        assertEquals(2, lateness.missed());
        assertEquals(1, lateness.late());
        assertEquals(PERIOD_NS * 5 / 2, lateness.greatestNs());
        assertEquals(List.of(0L, 50L, 225L, 250L, 300L, 350L), inMsFromFirst());
    }

    private List<Long> inMsFromFirst() {
        return begins.stream().map(begin -> (begin - begins.getFirst()) / MS).toList();
    }

    @Test
    @Tag("REQ-301")
    void latenessIsSummedUpEveryTenSecondsAndAtTheEnd() {
        run(401, ServiceNotice.none(), _ -> {});
        assertEquals(
                List.of(200L, 400L, 401L), sums.stream().map(Lateness::ticks).toList());
        assertEquals(401, meter.summary().ticks());
    }

    @Test
    @Tag("REQ-44")
    void aTickThatThrowsEndsTheLoopWithTheMotorOff() {
        IllegalStateException broken = new IllegalStateException("broken invariant");
        AtomicInteger offs = new AtomicInteger();
        RealTimeLoop loop = new RealTimeLoop(
                new RealTimeLoop.Body(
                        () -> {
                            throw broken;
                        },
                        offs::incrementAndGet),
                new RealTimeLoop.Timing(clock, meter, ServiceNotice.none()),
                (lateness, _) -> sums.add(lateness));
        assertSame(broken, assertThrows(IllegalStateException.class, loop::run));
        assertEquals(1, offs.get());
        assertEquals(1, sums.size());
    }

    @Test
    @Tag("REQ-302")
    @EnabledOnOs(OS.LINUX)
    void theManagerHearsOfCompletedTicksAndOfTheEnd(@TempDir Path directory) {
        String name = directory.resolve("notify").toString();
        try (ManagerSocket manager = ManagerSocket.at(name);
                ServiceNotice notice = ServiceNotice.from(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "400000"))) {
            List<List<String>> before = new ArrayList<>();
            run(5, notice, _ -> before.add(manager.heard()));
            assertEquals(List.of(List.of(), List.of("READY=1"), List.of(), List.of("WATCHDOG=1"), List.of()), before);
            assertEquals(List.of("WATCHDOG=1", "STOPPING=1"), manager.heard());
        }
    }

    /** The third tick never comes back: from then on there is no sign of life, whatever else the process does. */
    @Test
    @Tag("REQ-302")
    @EnabledOnOs(OS.LINUX)
    void aTickThatHangsIsSilence(@TempDir Path directory) throws InterruptedException {
        String name = directory.resolve("notify").toString();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (ManagerSocket manager = ManagerSocket.at(name);
                ServiceNotice notice = ServiceNotice.from(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "100000"))) {
            Thread loop = Thread.ofPlatform().start(() -> run(3, notice, tick -> hangAtThird(tick, hanging, released)));
            hanging.await();
            clock.nowNs += 3_600_000 * MS;
            assertEquals(List.of("READY=1", "WATCHDOG=1"), manager.heard());
            released.countDown();
            loop.join();
            assertTrue(manager.heard().contains("STOPPING=1"));
        }
    }

    private static void hangAtThird(int tick, CountDownLatch hanging, CountDownLatch released) {
        if (tick == 3) {
            hanging.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
