package org.steadyflow.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalVerifier;
import org.steadyflow.telemetry.link.LinkStatus;

/** The whole line in one process, without a browser. */
@Tag("REQ-166")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DemoTest {
    private static final int SPEED = 600;
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void playsItselfToACompletedDoseWithEveryEventStored() throws Exception {
        DemoRun.Summary summary;
        try (Demo demo = Demo.start(new DemoSettings(SPEED, Optional.empty(), folder))) {
            summary = new DemoRun(demo, 0).playAlone();
        }
        assertTrue(summary.ok(), summary::toString);
        assertEquals(summary.events(), summary.eventsStored());
        assertEquals(100, summary.programmedMl().doubleValue());
        assertTrue(summary.trueDeliveredMl().doubleValue() > 94, summary::toString);
        assertTrue(summary.alarmsAccepted() >= 1, summary::toString);
        JournalVerifier.Report journal = JournalVerifier.verify(FileStorage.readOnly(folder.resolve("journal")));
        assertTrue(journal.isWhole(), journal::toString);
        assertEquals(summary.events(), journal.lastSeq());
    }

    @Test
    @Tag("REQ-169")
    @Tag("REQ-131")
    void aBrokerThatDiesAndComesBackStopsNothingAndLosesNothing() throws Exception {
        assumeTrue(Files.isExecutable(MOSQUITTO), "mosquitto is not installed");
        int port = freePort();
        URI broker = URI.create("tcp://127.0.0.1:" + port);
        Process first = mosquitto(port);
        try (Demo demo = Demo.start(new DemoSettings(SPEED, Optional.of(broker), folder))) {
            DemoRun run = new DemoRun(demo, 0);
            CompletableFuture<DemoRun.Summary> play = CompletableFuture.supplyAsync(() -> play(run));
            until("flow", () -> isInfusing(demo));
            first.destroyForcibly().waitFor();
            until("the link to notice", () -> demo.linkStatus().state() == LinkStatus.State.RETRYING);
            assertTrue(run.progress().contains("no link: "), run::progress);
            Duration then = demo.simulated();
            until("two minutes of the pump", () -> demo.simulated().compareTo(then.plusMinutes(2)) > 0);
            Process second = mosquitto(port);
            try {
                DemoRun.Summary summary = play.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertTrue(summary.ok(), summary::toString);
                assertEquals(summary.events(), summary.eventsStored());
            } finally {
                second.destroyForcibly().waitFor();
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    @Tag("REQ-169")
    void withoutABrokerTheInfusionGoesOnAndTheLinkSaysWhy() throws Exception {
        URI nobody = URI.create("tcp://127.0.0.1:" + freePort());
        try (Demo demo = Demo.start(new DemoSettings(SPEED, Optional.of(nobody), folder))) {
            DemoRun run = new DemoRun(demo, 0);
            run.playWithPeople();
            until("flow", () -> isInfusing(demo));
            Duration then = demo.simulated();
            until("a minute of the pump", () -> demo.simulated().compareTo(then.plusMinutes(1)) > 0);
            assertTrue(isInfusing(demo), run::progress);
            assertEquals(LinkStatus.State.RETRYING, demo.linkStatus().state());
            assertFalse(demo.linkStatus().reason().isBlank());
        }
    }

    /** The last part fails to start: what was started before it is stopped, and the next start finds all free. */
    @Test
    @Tag("REQ-169")
    void whatAHalfStartedDemoHadOpenedIsClosed() throws Exception {
        Files.writeString(folder.resolve("examples"), "in the way");
        assertThrows(IOException.class, () -> Demo.start(new DemoSettings(SPEED, Optional.empty(), folder)));
        assertEquals(
                0,
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("recorder")
                                || thread.getName().equals("tick"))
                        .count());
        Files.delete(folder.resolve("examples"));
        try (Demo demo = Demo.start(new DemoSettings(SPEED, Optional.empty(), folder))) {
            until("a tick", () -> demo.last().isPresent());
        }
    }

    private static DemoRun.Summary play(DemoRun run) {
        try {
            return run.playAlone();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInfusing(Demo demo) {
        return demo.last()
                .map(record -> record.after().phase() == Phase.INFUSING)
                .orElse(false);
    }

    private static void until(String what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> what + " did not come");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Process mosquitto(int port) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mosquitto.conf"),
                "listener " + port + " 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\n");
        Process process = new ProcessBuilder(MOSQUITTO.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        until("mosquitto", () -> listens(port));
        return process;
    }

    private static boolean listens(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
