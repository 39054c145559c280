package org.steadyflow.simulator.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.simulator.recovery.Eventually.eventually;
import static org.steadyflow.simulator.recovery.Eventually.pass;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.envelope.EnvelopeLimits;
import org.steadyflow.firmware.envelope.EnvelopeWriter;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.firmware.monitor.MonitorProcess;
import org.steadyflow.firmware.panel.MonitorDoor;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSensors;
import org.steadyflow.simulator.remote.RemoteMonitorHardware;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorVerb;
import org.steadyflow.telemetry.message.Signatures;

/** A real controller process beside a monitor on its own connection: killed, stopped, and left without a monitor. */
@Tag("process")
class MonitorProcessTest {
    private static final long LONGEST_NS = 350_000_000L;
    private static final long LATE_NS = 2_000_000_000L;
    private static final Path EXAMPLE_KEY = Path.of("..", "docs", "examples", "keys", "EXAMPLE-never-trust.key");
    private static final Path EXAMPLE_PUB = Path.of("..", "docs", "examples", "keys", "EXAMPLE-never-trust.pub");

    private static ControlProgram program = ControlProgram.NONE;

    @TempDir
    private Path dir = Path.of("");

    @BeforeAll
    static void makeJars(@TempDir Path home) throws Exception {
        program = ControlProgram.in(home);
    }

    @Test
    @Tag("REQ-151")
    void aControllerThatIsKilledOrStoppedStopsTheMotorInTime() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 1);
                Watching _ = new Watching(dir)) {
            ControlInAProcess control = infuse(bench);
            for (int kill = 0; kill < 3; kill++) {
                awaitMotion(bench);
                control.kill();
                assertStopsInTime(bench);
                control = start();
            }
            awaitMotion(bench);
            control.signal("STOP");
            assertStopsInTime(bench);
            control.signal("CONT");
            awaitMotion(bench);
            control.kill();
        }
    }

    @Test
    @Tag("REQ-151")
    void aMonitorThatEndsTakesTheMotorsPowerWithItAndIsTakenUpAgain() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 2)) {
            Watching first = new Watching(dir);
            try (ControlInAProcess _ = infuse(bench)) {
                awaitMotion(bench);
                first.close();
                eventually(
                        "the rail is down",
                        () -> bench.world.with(now -> !now.truth().railUp()));
                try (Watching _ = new Watching(dir)) {
                    awaitMotion(bench);
                }
            }
        }
    }

    /** Control answers all the while: what piles up is read to its end. */
    @Test
    @Tag("REQ-354")
    void aMonitorThatWasHeldUpHearsControlAgain() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 4);
                Watching watching = new Watching(dir);
                ControlInAProcess _ = infuse(bench)) {
            for (long heldUpMs : new long[] {1_000, 2_000, 3_000}) {
                awaitMotion(bench);
                watching.holdUp(Duration.ofMillis(heldUpMs));
                eventually(
                        "the rail is down",
                        () -> bench.world.with(now -> !now.truth().railUp()));
                eventually("the monitor is back", () -> !watching.isHeldUp());
                awaitMotion(bench);
            }
        }
    }

    @Test
    @Tag("REQ-150")
    void withoutAnEnvelopeAStartIsRefusedWithASentence() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 3);
                Watching _ = new Watching(dir);
                ControlInAProcess _ = start()) {
            bench.accept(Orders.continuous("300 mL/h", "50 mL", Orders.BY_ITSELF));
            OperatorMessage.Reply reply = bench.ask(OperatorVerb.START, "");
            assertEquals(
                    "the monitor has no envelope of this prescription; confirm it again with its envelope",
                    reply.reasons().getFirst());
        }
    }

    private ControlInAProcess start() throws IOException {
        return program.start(dir, "--monitor-socket", dir.resolve("mc"));
    }

    private ControlInAProcess infuse(LiveBench bench) throws Exception {
        ControlInAProcess control = start();
        String file = Orders.continuous("60 mL/h", "100 mL", Orders.BY_ITSELF);
        bench.accept(file);
        KeyPair pharmacy = Signatures.readKeys(EXAMPLE_KEY);
        Order order = Orders.order(file);
        byte[] envelope = EnvelopeWriter.signed(
                EnvelopeLimits.of(order.prescription(), order.sha256(), PumpSetup.CASSETTE), pharmacy);
        MonitorDoor door = new MonitorDoor(dir.resolve("mo"));
        eventually("the envelope is in force", () -> door.hand(envelope).isEmpty());
        eventually("it starts", () -> bench.ask(OperatorVerb.START, "").obeyed());
        return control;
    }

    private static void awaitMotion(LiveBench bench) throws Exception {
        long from = bench.shaft();
        try {
            eventually("the motor turns", () -> {
                bench.attend();
                return bench.shaft() > from + 2_000;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; " + bench.status(), e);
        }
    }

    /** The gate's last edge is a tick's last act. */
    private static void assertStopsInTime(LiveBench bench) throws Exception {
        eventually(
                "the motor stands",
                () -> bench.world.with(now -> now.truth().nowNs() - now.truth().lastTurnNs() > LATE_NS));
        long ranOnNs =
                bench.world.with(now -> now.truth().lastTurnNs() - now.truth().lastKickNs());
        assertTrue(ranOnNs <= LONGEST_NS, () -> ranOnNs + " ns after the last tick");
        boolean isUp = bench.world.with(now -> now.truth().railUp());
        assertFalse(isUp);
        pass(Duration.ofMillis(50));
    }

    /** A monitor in real time at the fixed names of a directory. */
    private static final class Watching implements AutoCloseable {
        private final MonitorProcess process = new MonitorProcess();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final AtomicLong heldUpNs = new AtomicLong();

        Watching(Path dir) {
            MonitorProcess.Settings settings = new MonitorProcess.Settings(
                    dir.resolve("monitor"), dir.resolve("mc"), dir.resolve("mo"), Optional.of(EXAMPLE_PUB));
            Thread.ofPlatform().daemon().name("monitor").start(() -> {
                try (RemoteMonitorHardware hardware = RemoteMonitorHardware.connect(dir.resolve("hw"))) {
                    process.run(settings, new MonitorHardware(() -> read(hardware), hardware, hardware));
                    ended.complete(null);
                } catch (IOException | RuntimeException e) {
                    ended.completeExceptionally(e);
                }
            });
        }

        /** The next cycle takes so long. */
        void holdUp(Duration length) {
            heldUpNs.set(length.toNanos());
        }

        boolean isHeldUp() {
            return heldUpNs.get() != 0;
        }

        private MonitorSample read(MonitorSensors sensors) {
            long ns = heldUpNs.get();
            if (ns != 0) {
                long end = System.nanoTime() + ns;
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(1_000_000);
                }
                heldUpNs.set(0);
            }
            return sensors.read();
        }

        @Override
        public void close() {
            process.stop();
            ended.join();
        }
    }
}
