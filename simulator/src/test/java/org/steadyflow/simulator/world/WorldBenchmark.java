package org.steadyflow.simulator.world;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Volume;

/**
 * Prints how much processor time one 50 ms tick of the world takes: five physics steps, one sample, one motor command,
 * one edge.
 */
public final class WorldBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long TICK_NS = 50_000_000L;
    private static final int TICKS = 20_000_000;
    private static final int ROUNDS = 5;
    /** 13.37 mL/h. */
    private static final double MICROSTEPS_PER_TICK = 13.37e6 / 3_600 / 1.953125 * 0.05;

    private WorldBenchmark() {}

    static void main() {
        for (int round = 0; round < ROUNDS; round++) {
            World world = new World(
                    WorldParameters.DEFAULT.withContainer(
                            WorldParameters.Container.DEFAULT.withVolume(Volume.ofMillilitres(100_000))),
                    7L * round);
            long startNs = THREADS.getCurrentThreadCpuTime();
            long checksum = run(world);
            double nsPerTick = (double) (THREADS.getCurrentThreadCpuTime() - startNs) / TICKS;
            System.out.printf(
                    "%.0f ns per tick, %.0f simulated seconds per CPU second, delivered %.3f mL (%d)%n",
                    nsPerTick, 0.05e9 / nsPerTick, world.truth().deliveredMl(), checksum);
        }
    }

    private static long run(World world) {
        SimulatedHardware hardware = world.hardware();
        long checksum = 0;
        for (int tick = 1; tick <= TICKS; tick++) {
            world.advanceTo(tick * TICK_NS);
            SensorSample sample = hardware.read();
            checksum += sample.line().downstream().pascals() + sample.motor().encoderMicrosteps();
            hardware.apply(new MotorCommand.MoveTo((long) ((tick + 2) * MICROSTEPS_PER_TICK), 2_200));
            hardware.kick();
        }
        return checksum;
    }
}
