package org.steadyflow.simulator.run;

import org.steadyflow.firmware.core.Order;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * What to run.
 *
 * @param order the prescription, accepted and started by the simulated nurse at the beginning
 * @param seed of the world's noise and spreads
 */
public record RunSetup(Order order, Scenario scenario, long seed) {
    /** The scenario's world; where it says nothing of the container, the prescription's own hangs. */
    WorldParameters world() {
        WorldParameters usual = WorldParameters.DEFAULT;
        WorldParameters hung = usual.withContainer(
                usual.container().withVolume(order.prescription().container().volume()));
        return scenario.world().applyTo(hung);
    }
}
