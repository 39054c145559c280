package org.steadyflow.firmware.prescription;

import org.steadyflow.hal.quantity.FlowRate;

/**
 * One rate of a stepped regimen.
 *
 * @param confirmed a person must confirm before it begins
 */
public record Step(FlowRate rate, StepEnd end, boolean confirmed) {
    public Step {
        Check.that(!rate.isZero(), "rate of a step is zero");
    }
}
