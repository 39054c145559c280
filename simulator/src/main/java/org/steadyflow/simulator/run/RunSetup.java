package org.steadyflow.simulator.run;

import java.time.Duration;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * What to run.
 *
 * @param order the prescription, accepted and started by the simulated nurse at the beginning
 * @param seed of the world's noise and spreads
 */
public record RunSetup(Order order, Scenario scenario, long seed) {
    private static final Duration DAY = Duration.ofDays(1);

    /** The scenario's world; where it says nothing of the container, the prescription's own hangs. */
    WorldParameters world() {
        WorldParameters usual = WorldParameters.DEFAULT;
        WorldParameters hung = usual.withContainer(
                usual.container().withVolume(order.prescription().container().volume()));
        return scenario.world().applyTo(hung);
    }

    /** A run without an end of its own ends after twice the time that the order takes, and a day. */
    Duration longest() {
        return switch (order.prescription().regimen()) {
            case Regimen.Continuous continuous ->
                continuous
                        .rate()
                        .durationFor(continuous.volume())
                        .multipliedBy(2)
                        .plus(DAY);
            case Regimen.Intermittent doses ->
                doses.times().shortest().multipliedBy(2L * doses.count()).plus(DAY);
            case Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                throw new IllegalStateException("not compiled yet");
        };
    }
}
