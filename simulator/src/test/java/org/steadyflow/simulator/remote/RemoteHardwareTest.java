package org.steadyflow.simulator.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.simulator.BestOf;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

class RemoteHardwareTest {
    private static final long DEADLINE_NS = 20_000_000_000L;
    private static final long PACE = 20_000;

    @TempDir
    private Path dir = Path.of("");

    private final LiveWorld world = LiveWorld.start(new World(WorldParameters.DEFAULT, 1), _ -> {});

    @AfterEach
    void endWorld() {
        world.close();
    }

    @Test
    void everyCallReachesTheWorldAndTheClocksAreThisProcesssOwn() throws IOException {
        try (HardwareServer _ = HardwareServer.start(dir.resolve("hw"), world);
                RemoteHardware remote = RemoteHardware.connect(dir.resolve("hw"))) {
            long beforeNs = System.nanoTime();
            assertFalse(remote.read().motor().positionSurvived());
            assertTrue(remote.read().clock().monotonicNs() >= beforeNs);
            remote.trustPosition();
            assertTrue(remote.read().motor().positionSurvived());
            remote.show(new Signal(Signal.Lamp.YELLOW, 294));
            remote.kick();
            remote.apply(new MotorCommand.MoveTo(500, PACE));
            await(() -> world.with(now -> now.truth().shaftMicrosteps()) == 500);
            assertEquals(500, remote.read().motor().encoderMicrosteps());
            assertEquals(new Signal(Signal.Lamp.YELLOW, 294), world.with(now -> now.truth()
                    .signal()));
        }
    }

    /** The reason for the process of its own: the world does not stop with the one who drives it. */
    @Test
    @Tag("REQ-43")
    void aClientThatVanishesLeavesAMotorThatEndsItsMoveAndAGateThatLetsGo() throws Exception {
        Vanished seen = BestOf.five(this::vanishInAMove, Vanished::isLeftTurning);
        assertTrue(seen.isLeftTurning(), seen::toString);
        assertEquals(2_000, seen.endedMicrosteps());
    }

    /**
     * A client's last move, of 2,000 microsteps: where the shaft was when the server had noticed, and where it ended. A
     * gate that let go before the move's end, or a client that was missed after it, is a machine that stalled.
     */
    private record Vanished(long noticedMicrosteps, long endedMicrosteps) {
        boolean isLeftTurning() {
            return noticedMicrosteps < 2_000 && endedMicrosteps == 2_000;
        }
    }

    private Vanished vanishInAMove() throws IOException {
        try (LiveWorld own = LiveWorld.start(new World(WorldParameters.DEFAULT, 1), _ -> {});
                HardwareServer server = HardwareServer.start(dir.resolve("hw"), own)) {
            RemoteHardware first = RemoteHardware.connect(dir.resolve("hw"));
            // the gate first: a driver counts on while its stage is not enabled, and the shaft would miss those steps
            first.kick();
            first.apply(new MotorCommand.MoveTo(2_000, PACE));
            first.read();
            first.close();
            await(() -> !server.isDriven());
            long noticed = own.with(now -> now.truth().shaftMicrosteps());
            await(() -> own.with(now -> now.truth().nowNs() - now.truth().lastKickNs()) > World.GATE_HOLD_NS);
            await(() -> !own.with(now -> now.truth().clampOpen()));
            try (RemoteHardware second = RemoteHardware.connect(dir.resolve("hw"))) {
                return new Vanished(noticed, second.read().motor().encoderMicrosteps());
            }
        }
    }

    @Test
    void aSecondClientIsToldAndTouchesNothing() throws IOException {
        try (HardwareServer _ = HardwareServer.start(dir.resolve("hw"), world);
                RemoteHardware first = RemoteHardware.connect(dir.resolve("hw"))) {
            first.read();
            try (RemoteHardware second = RemoteHardware.connect(dir.resolve("hw"))) {
                second.apply(new MotorCommand.MoveTo(500, PACE));
                HardwareGoneException busy = assertThrows(HardwareGoneException.class, second::read);
                assertTrue(String.valueOf(busy.getMessage()).endsWith("another pump drives this hardware"));
            }
            first.kick();
            first.read();
            assertEquals(0, (long) world.with(now -> now.truth().shaftMicrosteps()));
        }
    }

    @Test
    void aServerThatVanishesIsSaidAtTheNextCallAndEveryOneAfterIt() throws IOException {
        HardwareServer server = HardwareServer.start(dir.resolve("hw"), world);
        try (RemoteHardware remote = RemoteHardware.connect(dir.resolve("hw"))) {
            remote.read();
            server.close();
            assertThrows(HardwareGoneException.class, remote::read);
            assertThrows(HardwareGoneException.class, remote::read);
        }
        assertThrows(IOException.class, () -> RemoteHardware.connect(dir.resolve("hw")));
    }

    private static void await(BooleanSupplier condition) {
        long endNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < endNs, "not in time");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
