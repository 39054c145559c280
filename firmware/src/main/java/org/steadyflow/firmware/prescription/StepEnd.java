package org.steadyflow.firmware.prescription;

import java.time.Duration;
import org.steadyflow.hal.quantity.Volume;

/** What ends one rate of a stepped regimen. */
public sealed interface StepEnd {
    /** A time of flow. */
    record After(Duration lasting) implements StepEnd {
        public After {
            Check.that(lasting.isPositive(), "time of a step is not positive");
        }
    }

    /** A volume. */
    record Given(Volume volume) implements StepEnd {
        public Given {
            Check.that(volume.isPositive(), "volume of a step is not positive");
        }
    }

    /** All that is left of the volume to infuse; only of the last step. */
    record Rest() implements StepEnd {}
}
