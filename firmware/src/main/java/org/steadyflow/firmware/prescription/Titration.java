package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;

/**
 * Rates that a person at the bedside may choose while the infusion runs.
 *
 * @param step most that one change may be; empty for no limit
 */
public record Titration(FlowRate least, FlowRate most, Optional<FlowRate> step) {
    public Titration {
        Check.that(!least.isZero(), "least rate of a titration is zero");
        Check.that(least.compareTo(most) <= 0, "least rate of a titration is above the most");
    }

    /** Whether this rate is one of them. */
    public boolean allows(FlowRate rate) {
        return rate.compareTo(least) >= 0 && rate.compareTo(most) <= 0;
    }
}
