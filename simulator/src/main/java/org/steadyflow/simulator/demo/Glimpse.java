package org.steadyflow.simulator.demo;

import java.time.Duration;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.simulator.world.WorldTruth;

/**
 * What was so in the world at one tick, for whoever watches from another thread. Taken on the tick's thread, where the
 * world stands still.
 *
 * @param at the pump's time since its start
 * @param shaftMicrosteps net travel of the pump's shaft, microsteps rounded down
 * @param deliveredMl liquid that entered the vein, mL
 * @param lastRed when the red lamp was last lit, negative for never
 * @param lastTone when the sounder last sounded, negative for never
 */
record Glimpse(Duration at, long shaftMicrosteps, double deliveredMl, Duration lastRed, Duration lastTone) {
    static Glimpse of(WorldTruth truth) {
        return new Glimpse(
                Duration.ofNanos(truth.nowNs()),
                truth.shaftMicrosteps(),
                truth.deliveredMl(),
                Duration.ofNanos(truth.lastLitNs(Signal.Lamp.RED)),
                Duration.ofNanos(truth.lastToneNs()));
    }
}
