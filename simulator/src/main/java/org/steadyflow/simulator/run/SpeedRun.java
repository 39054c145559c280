package org.steadyflow.simulator.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.scenario.Scenario;

/** The run that speed is measured with: one long infusion at 13.37 mL/h with nothing wrong. */
public final class SpeedRun {
    private static final FlowRate RATE = FlowRate.ofMillilitresPerHour(new BigDecimal("13.37"));

    private SpeedRun() {}

    /** Runs for {@code lasting}; the result's cpuS is the CPU time of this thread. */
    public static RunResult run(Duration lasting, long seed, Progress progress) throws IOException {
        Order order = Order.of(prescription(lasting), "{}", "5eed".repeat(16));
        RunSetup setup = new RunSetup(order, Scenario.NOTHING_WRONG, seed);
        return new Simulation(setup, Watching.NOBODY.toldTo(progress)).run();
    }

    private static Prescription prescription(Duration lasting) {
        Volume volume = RATE.volumeIn(lasting);
        return new Prescription(
                "SPEED",
                "nobody",
                new Drug("saline", Optional.empty()),
                Route.INTRAVENOUS_PERIPHERAL,
                new Container(volume.plus(Volume.ofMillilitres(200)), Volume.ZERO),
                new Regimen.Continuous(volume, RATE),
                EndAction.STOP,
                KeepOpen.NONE,
                LineLimits.USUAL,
                PowerLossRule.BY_PERSON,
                false,
                false);
    }
}
