package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;

/**
 * All that safety looks at in one tick.
 *
 * @param stepNs time since the last tick, nanoseconds
 */
public record Observation(
        SensorSample sample, Situation situation, Standing standing, MicrostepVolume microstep, long stepNs) {
    long nowNs() {
        return sample.clock().monotonicNs();
    }
}
