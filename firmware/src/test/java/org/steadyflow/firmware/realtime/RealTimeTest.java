package org.steadyflow.firmware.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("REQ-300")
@EnabledOnOs(OS.LINUX)
class RealTimeTest {
    private static final int PRIORITY = 3;
    private static final int ORDINARY = 0;

    @Test
    void javaCountsOnTheKernelsMonotonicClock() {
        assertTrue(AbsoluteSleepClock.countsLikeJava());
        assertInstanceOf(AbsoluteSleepClock.class, RealTime.clock());
    }

    @Test
    void neverWakesBeforeItsInstant() {
        for (TickClock clock : List.of(new AbsoluteSleepClock(), new ParkingClock())) {
            for (int i = 0; i < 20; i++) {
                long dueNs = clock.nowNs() + 200_000;
                assertTrue(clock.waitUntil(dueNs) >= dueNs, clock.getClass().getSimpleName());
            }
        }
    }

    /** An instant beyond the kernel's reach of nanoseconds in a second would be refused. */
    @Test
    void anInstantThatHasPassedIsNotWaitedFor() {
        for (TickClock clock : List.of(new AbsoluteSleepClock(), new ParkingClock())) {
            clock.waitUntil(clock.nowNs() - 1);
            clock.waitUntil(0);
        }
    }

    @Test
    void theCoreThatWasAskedForIsTheOnlyOne() throws Exception {
        int core = onOwnThread(() -> IntStream.range(0, LinuxCalls.CORES)
                .filter(LinuxCalls::mayRunOn)
                .max()
                .orElseThrow());
        int left = onOwnThread(() -> {
            RealTime.take(new RealTime.Wish(ORDINARY, OptionalInt.of(core), false));
            return (int) IntStream.range(0, LinuxCalls.CORES)
                    .filter(LinuxCalls::mayRunOn)
                    .peek(only -> assertEquals(core, only))
                    .count();
        });
        assertEquals(1, left);
    }

    @Test
    void aCoreThatDoesNotExistIsOneSentence() throws Exception {
        List<Right> rights = onOwnThread(
                () -> RealTime.take(new RealTime.Wish(ORDINARY, OptionalInt.of(LinuxCalls.CORES - 1), false)));
        assertEquals(1, rights.stream().filter(Right.Missing.class::isInstance).count(), rights::toString);
    }

    /** The scheduler read back says the same as the sentence, whoever runs the test. */
    @Test
    void thePriorityIsWhatTheSentenceSays() throws Exception {
        onOwnThread(() -> {
            Right last = RealTime.take(new RealTime.Wish(PRIORITY, OptionalInt.empty(), false))
                    .getLast();
            boolean isRealTime = LinuxCalls.scheduler(0) == (LinuxCalls.SCHED_FIFO | LinuxCalls.SCHED_RESET_ON_FORK);
            boolean saysNone = last.sentence().startsWith("no right to real-time priority");
            assertEquals(isRealTime, !saysNone, last::toString);
            assertEquals(isRealTime ? PRIORITY : ORDINARY, LinuxCalls.priority(0));
            return last;
        });
    }

    @Test
    void slackIsOneNanosecond() throws Exception {
        int slackNs = onOwnThread(() -> {
            RealTime.take(RealTime.Wish.NONE);
            return LinuxCalls.prctl(LinuxCalls.PR_GET_TIMERSLACK, 0);
        });
        // a thread at real-time priority has none at all
        assertTrue(slackNs == 1 || slackNs == 0, "" + slackNs);
    }

    @Test
    void aRefusalComesBackAsItsError() {
        assertEquals(-Libc.EINVAL, LinuxCalls.setScheduler(0, LinuxCalls.SCHED_FIFO, 100));
        assertEquals(-Libc.EINVAL, LinuxCalls.lockMemory(0));
        assertEquals("not permitted", Libc.words(-Libc.EPERM));
    }

    @Test
    void memoryIsFreeToLockWithoutALimitOrWithTheRight() {
        List<String> limited = List.of("Max locked memory         8388608              8388608              bytes");
        List<String> free = List.of("Max locked memory         unlimited            unlimited            bytes");
        List<String> ordinary = List.of("CapEff:\t0000000000000000");
        List<String> allowed = List.of("CapEff:\t0000000000004000");
        assertEquals(
                List.of(false, true, true),
                List.of(
                        MemoryLimit.isFree(limited, ordinary),
                        MemoryLimit.isFree(free, ordinary),
                        MemoryLimit.isFree(limited, allowed)));
        assertEquals(false, MemoryLimit.isFree(List.of(), List.of()));
    }

    @Test
    void aWishBeyondWhatThereIsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RealTime.Wish(100, OptionalInt.empty(), false));
        assertThrows(IllegalArgumentException.class, () -> new RealTime.Wish(-1, OptionalInt.empty(), false));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RealTime.Wish(ORDINARY, OptionalInt.of(LinuxCalls.CORES), false));
    }

    private interface Work<T> {
        T run();
    }

    /** Rights stay with a thread, so each test has one of its own. */
    private static <T> T onOwnThread(Work<T> work) throws InterruptedException, ExecutionException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(work::run).get();
        }
    }
}
