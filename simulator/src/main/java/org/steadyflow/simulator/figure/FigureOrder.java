package org.steadyflow.simulator.figure;

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

/** The plainest order: saline at one rate until the volume is in, from a container that holds more. */
final class FigureOrder {
    private FigureOrder() {}

    static Order of(FlowRate rate, Volume volume) {
        Container container = new Container(volume.plus(Volume.ofMillilitres(200)), Volume.ZERO);
        return of(rate, volume, container, LineLimits.USUAL);
    }

    static Order of(FlowRate rate, Volume volume, Container container, LineLimits limits) {
        Prescription prescription = new Prescription(
                "FIGURE",
                "nobody",
                new Drug("saline", Optional.empty()),
                Route.INTRAVENOUS_PERIPHERAL,
                container,
                new Regimen.Continuous(volume, rate),
                EndAction.STOP,
                KeepOpen.NONE,
                limits,
                PowerLossRule.BY_PERSON,
                false,
                false);
        return Order.of(prescription, "{}", "5eed".repeat(16));
    }
}
