package org.steadyflow.firmware.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-302")
@EnabledOnOs(OS.LINUX)
class ServiceNoticeTest {
    private static final long MS = 1_000_000;
    private static final long TICK_NS = 50 * MS;
    private static final Map<String, String> NOBODY = Map.of();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit before each test
    private Path directory;

    private String socket() {
        return directory.resolve("notify").toString();
    }

    @Test
    void isReadyAfterTheFirstCompletedTickAndSaysSoOnce() {
        try (ManagerSocket manager = ManagerSocket.at(socket());
                ServiceNotice notice = ServiceNotice.from(Map.of("NOTIFY_SOCKET", socket()))) {
            assertEquals(List.of(), manager.heard());
            notice.tickCompleted(TICK_NS);
            notice.tickCompleted(2 * TICK_NS);
            assertEquals(List.of("READY=1"), manager.heard());
        }
    }

    /** A manager that waits 2 s hears from a loop of 50 ms at least each second, and not at each tick. */
    @Test
    void livesAtLessThanHalfOfWhatTheManagerWaits() {
        try (ManagerSocket manager = ManagerSocket.at(socket());
                ServiceNotice notice =
                        ServiceNotice.from(Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "2000000"))) {
            notice.tickCompleted(0);
            long lastNs = 0;
            int beats = 0;
            manager.heard();
            for (long nowNs = TICK_NS; nowNs <= 60_000 * MS; nowNs += TICK_NS) {
                notice.tickCompleted(nowNs);
                if (manager.heard().contains("WATCHDOG=1")) {
                    assertTrue(nowNs - lastNs <= 1_000 * MS, "silent for " + (nowNs - lastNs) + " ns");
                    lastNs = nowNs;
                    beats++;
                }
            }
            assertEquals(120, beats);
        }
    }

    @Test
    void everyTickIsToldToAManagerThatWaitsLittle() {
        try (ManagerSocket manager = ManagerSocket.at(socket());
                ServiceNotice notice =
                        ServiceNotice.from(Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "100000"))) {
            notice.tickCompleted(0);
            notice.tickCompleted(TICK_NS);
            notice.tickCompleted(2 * TICK_NS);
            assertEquals(List.of("READY=1", "WATCHDOG=1", "WATCHDOG=1"), manager.heard());
        }
    }

    @Test
    void aManagerThatDoesNotWatchHearsNoSignOfLife() {
        try (ManagerSocket manager = ManagerSocket.at(socket());
                ServiceNotice notice = ServiceNotice.from(Map.of("NOTIFY_SOCKET", socket()))) {
            notice.tickCompleted(0);
            notice.tickCompleted(3_600_000 * MS);
            assertEquals(List.of("READY=1"), manager.heard());
        }
    }

    @Test
    void theWatchOfAnotherProcessIsNotOurs() {
        Map<String, String> ofAnother = Map.of("WATCHDOG_USEC", "2000000", "WATCHDOG_PID", "1");
        assertEquals(Long.MAX_VALUE, ServiceNotice.everyNs(ofAnother));
        String own = Long.toString(ProcessHandle.current().pid());
        assertEquals(500 * MS, ServiceNotice.everyNs(Map.of("WATCHDOG_USEC", "2000000", "WATCHDOG_PID", own)));
        assertEquals(Long.MAX_VALUE, ServiceNotice.everyNs(Map.of("WATCHDOG_USEC", "soon")));
        assertEquals(Long.MAX_VALUE, ServiceNotice.everyNs(NOBODY));
    }

    @Test
    void statusAndEndAreTold() {
        try (ManagerSocket manager = ManagerSocket.at(socket());
                ServiceNotice notice = ServiceNotice.from(Map.of("NOTIFY_SOCKET", socket()))) {
            notice.status("12 ticks");
            notice.stopping();
            assertEquals(List.of("STATUS=12 ticks", "STOPPING=1"), manager.heard());
        }
    }

    @Test
    void anAbstractNameIsReachedToo() {
        String name = "@steadyflow-test-" + ProcessHandle.current().pid();
        try (ManagerSocket manager = ManagerSocket.at(name);
                ServiceNotice notice = ServiceNotice.from(Map.of("NOTIFY_SOCKET", name))) {
            notice.tickCompleted(0);
            assertEquals(List.of("READY=1"), manager.heard());
        }
    }

    /** The tick goes on whether or not anybody reads: hundreds of datagrams that nobody takes fill the socket. */
    @Test
    void aManagerThatDoesNotReadHoldsNoTickUp() {
        try (ManagerSocket _ = ManagerSocket.at(socket());
                ServiceNotice notice =
                        ServiceNotice.from(Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "100000"))) {
            for (long tick = 0; tick < 5_000; tick++) {
                notice.tickCompleted(tick * TICK_NS);
            }
        }
    }

    @Test
    void nobodyAndAWrongNameAreSilence() {
        for (String name :
                List.of("", "relative", "@", directory.resolve("nobody").toString(), "/" + "x".repeat(200))) {
            try (ServiceNotice notice = ServiceNotice.from(Map.of("NOTIFY_SOCKET", name))) {
                notice.tickCompleted(0);
                notice.status("silence");
                notice.stopping();
            }
        }
    }
}
