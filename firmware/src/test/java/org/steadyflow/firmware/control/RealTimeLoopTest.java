package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RealTimeLoopTest {
    private static final long PERIOD_NS = RealTimeLoop.PERIOD_NS;

    @Test
    void deadlinesDoNotDriftWithTheTimeThatTicksTake() {
        List<Long> begins = run(20, tick -> spin(PERIOD_NS / 3));
        long first = begins.getFirst();
        for (int tick = 0; tick < begins.size(); tick++) {
            assertTrue(begins.get(tick) - first >= tick * PERIOD_NS - PERIOD_NS / 2, "tick " + tick + " is early");
        }
    }

    /** A tick of three and a half periods: three deadlines pass, and no two ticks follow without waiting. */
    @Test
    void missedTicksAreLeftOut() {
        AtomicInteger ticks = new AtomicInteger();
        RealTimeLoop[] loop = new RealTimeLoop[1];
        List<Long> begins = new ArrayList<>();
        loop[0] = new RealTimeLoop(
                () -> {
                    begins.add(System.nanoTime());
                    if (ticks.incrementAndGet() == 2) {
                        spin(PERIOD_NS * 7 / 2);
                    }
                    if (ticks.get() == 6) {
                        loop[0].stop();
                    }
                },
                () -> {});
        loop[0].run();
        assertTrue(loop[0].lateness().missed() >= 2, "" + loop[0].lateness());
        assertTrue(loop[0].lateness().greatestNs() >= PERIOD_NS * 2, "" + loop[0].lateness());
        assertTrue(loop[0].lateness().late() >= 1);
        long span = begins.get(5) - begins.get(0);
        assertTrue(span >= 7 * PERIOD_NS, "six ticks and what was missed took " + span + " ns");
    }

    @Test
    @Tag("REQ-44")
    void aTickThatThrowsEndsTheLoopWithTheMotorOff() {
        IllegalStateException broken = new IllegalStateException("broken invariant");
        AtomicInteger offs = new AtomicInteger();
        RealTimeLoop loop = new RealTimeLoop(
                () -> {
                    throw broken;
                },
                offs::incrementAndGet);
        assertSame(broken, assertThrows(IllegalStateException.class, loop::run));
        assertEquals(1, offs.get());
    }

    private interface Tick {
        void run(int tick);
    }

    private static List<Long> run(int count, Tick tick) {
        List<Long> begins = new ArrayList<>();
        RealTimeLoop[] loop = new RealTimeLoop[1];
        loop[0] = new RealTimeLoop(
                () -> {
                    begins.add(System.nanoTime());
                    tick.run(begins.size());
                    if (begins.size() == count) {
                        loop[0].stop();
                    }
                },
                () -> {});
        loop[0].run();
        return begins;
    }

    private static void spin(long ns) {
        long endNs = System.nanoTime() + ns;
        while (System.nanoTime() < endNs) {
            LockSupport.parkNanos(endNs - System.nanoTime());
        }
    }
}
