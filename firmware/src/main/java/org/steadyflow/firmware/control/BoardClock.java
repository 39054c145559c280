package org.steadyflow.firmware.control;

import java.time.Instant;
import java.util.OptionalLong;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;

/**
 * Both clocks beside the ticks: the time of day is the one that the last sample had, carried on by the monotonic clock.
 * Before the first sample it is the board's clock, where the board has one that was ever set. The computer's own is the
 * last resort, and carried on while no sample has a time: without a network a Pi wakes with the time at which it was
 * switched off. The tick's thread.
 */
final class BoardClock implements SensorBank {
    private static final long NS_PER_MS = 1_000_000;
    private static final long MS_PER_S = 1_000;
    /** The software was not written before; a clock whose cell was empty says the year 2000. */
    private static final long EARLIEST_S = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();

    private final SensorBank sensors;
    private long readNs;
    private long wallMs;

    private BoardClock(SensorBank sensors, long wallMs) {
        this.sensors = sensors;
        this.readNs = System.nanoTime();
        this.wallMs = wallMs;
    }

    /** Asks the board's clock once. */
    static BoardClock of(PumpHardware hardware) {
        OptionalLong second =
                hardware.rig().map(rig -> rig.feedback().clockSecond()).orElse(OptionalLong.empty());
        boolean isSound = second.isPresent() && second.getAsLong() >= EARLIEST_S;
        return new BoardClock(hardware.sensors(), isSound ? second.getAsLong() * MS_PER_S : System.currentTimeMillis());
    }

    @Override
    public SensorSample read() {
        SensorSample sample = sensors.read();
        if (sample.clock().wallMs() < EARLIEST_S * MS_PER_S) {
            ClockSample carried = new ClockSample(sample.clock().monotonicNs(), now().wallMs());
            return new SensorSample(carried, sample.motor(), sample.line(), sample.enclosure(), sample.power());
        }
        readNs = System.nanoTime();
        wallMs = sample.clock().wallMs();
        return sample;
    }

    /** Both clocks, now. */
    ClockSample now() {
        long nowNs = System.nanoTime();
        return new ClockSample(nowNs, wallMs + (nowNs - readNs) / NS_PER_MS);
    }
}
