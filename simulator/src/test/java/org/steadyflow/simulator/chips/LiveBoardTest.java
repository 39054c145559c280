package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.simulator.remote.LiveWorld;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** A board in real time, served to a controller and a monitor that do not wait for each other. */
class LiveBoardTest {
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final long EDGE_NS = 20_000_000L;

    @TempDir
    Path directory;

    @Test
    void controllerAndMonitorRunAMotorTogetherByBytesAlone() throws IOException, InterruptedException {
        try (LiveWorld live = LiveWorld.start(new World(WorldParameters.DEFAULT, 1), _ -> {})) {
            EmulatedBoard board = EmulatedBoard.of(live::with, 1);
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger angles = new AtomicInteger();
            try (BoardDirectory _ = BoardDirectory.serve(directory, board);
                    BusClient monitorSide = BusClient.connect(BoardDirectory.busSocket(directory));
                    BusClient controlSide = BusClient.connect(BoardDirectory.busSocket(directory))) {
                Thread monitor = Thread.ofPlatform().start(() -> monitor(monitorSide, done, angles));
                assertTrue(moves(controlSide, 5_000), "the motor came to its target");
                // a host that stands still for 250 ms lets the enable go: then the shaft stays behind, as it should
                assertTrue(live.with(now -> now.truth().shaftMicrosteps()) > 0, "the shaft turned");
                done.set(true);
                monitor.join();
                assertTrue(angles.get() > 0, "the monitor saw its sensor");
            }
        }
    }

    private static void monitor(BusClient lines, AtomicBoolean done, AtomicInteger angles) {
        lines.out(22).drive(true);
        boolean level = false;
        while (!done.get()) {
            level = !level;
            lines.out(27).drive(level);
            boolean seen = lines.bus(3).transfer(0x36, new byte[] {0x0E}, new byte[2]) == BusResult.OK;
            angles.addAndGet(seen ? 1 : 0);
            LockSupport.parkNanos(EDGE_NS);
        }
    }

    private boolean moves(BusClient lines, int target) {
        SerialPort port = SerialPorts.open(BoardDirectory.motorPort(directory));
        try {
            write(port, MotorDriver.AMAX, 1_000);
            write(port, MotorDriver.CHOPCONF, MotorDriver.STAGE_ON);
            write(port, MotorDriver.VMAX, 50_000);
            boolean level = false;
            long endNs = System.nanoTime() + PATIENCE_NS;
            while (lines.in(23).read() != Level.HIGH && System.nanoTime() < endNs) {
                LockSupport.parkNanos(EDGE_NS);
            }
            level = !level;
            lines.out(17).drive(level);
            write(port, MotorDriver.XTARGET, target);
            byte[] reached = Datagrams.bytes("00 00 13 88");
            while (System.nanoTime() < endNs) {
                level = !level;
                lines.out(17).drive(level);
                byte[] back = SerialPorts.exchange(port, Datagrams.read(MotorDriver.XACTUAL), 12, PATIENCE_NS);
                if (Arrays.equals(reached, Arrays.copyOfRange(back, 7, 11))) {
                    return true;
                }
                LockSupport.parkNanos(EDGE_NS);
            }
            return false;
        } finally {
            port.closePort();
        }
    }

    private static void write(SerialPort port, int register, int value) {
        byte[] sent = Datagrams.write(register, value);
        assertEquals(8, SerialPorts.exchange(port, sent, 8, PATIENCE_NS).length);
    }
}
