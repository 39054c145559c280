package org.steadyflow.simulator.figure;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.simulator.run.Progress;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.RunSetup;
import org.steadyflow.simulator.run.Simulation;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Scenario;

/** The run that speed is measured with: one long infusion at 13.37 mL/h with nothing wrong. */
public final class SpeedFigure {
    private static final FlowRate RATE = FlowRate.ofMillilitresPerHour(new BigDecimal("13.37"));

    private SpeedFigure() {}

    /** Runs for {@code lasting}; the result's cpuS is the CPU time of this thread. */
    public static RunResult run(Duration lasting, long seed, Progress progress) throws IOException {
        RunSetup setup = new RunSetup(FigureOrder.of(RATE, RATE.volumeIn(lasting)), Scenario.NOTHING_WRONG, seed);
        return new Simulation(setup, Watching.NOBODY.toldTo(progress)).run();
    }
}
