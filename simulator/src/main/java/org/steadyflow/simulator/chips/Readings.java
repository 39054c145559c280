package org.steadyflow.simulator.chips;

import java.util.Optional;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.simulator.world.World;

/**
 * The world's noisy readings, drawn once for each instant however many chips ask: the same noise, in the same order, as
 * when the firmware reads the world without chips between. The world's thread.
 */
final class Readings {
    private final World world;
    private Optional<SensorSample> drawn = Optional.empty();

    Readings(World world) {
        this.world = world;
    }

    SensorSample now() {
        long nowNs = world.truth().nowNs();
        SensorSample sample = drawn.filter(last -> last.clock().monotonicNs() == nowNs)
                .orElseGet(() -> world.hardware().read());
        drawn = Optional.of(sample);
        return sample;
    }
}
