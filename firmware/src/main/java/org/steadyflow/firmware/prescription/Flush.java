package org.steadyflow.firmware.prescription;

import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * Rinses the line before or after a dose, from a container that a person hangs. Never counted in the volume to infuse.
 *
 * @param fluid as shown at the bedside, for example saline
 */
public record Flush(Volume volume, FlowRate rate, String fluid) {
    public Flush {
        Check.that(volume.isPositive(), "flush volume is not positive");
        Check.that(!rate.isZero(), "flush rate is zero");
        Check.that(!fluid.isBlank(), "flush fluid is blank");
    }
}
