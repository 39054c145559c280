package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * One container of a sequence.
 *
 * @param name as shown, for example {@code saline before}
 * @param drug empty where it is the prescription's own
 * @param prompt what a person confirms before it begins; empty where it begins by itself
 */
public record SequencePart(
        String name, Optional<Drug> drug, Container container, Volume volume, FlowRate rate, Optional<String> prompt) {
    public SequencePart {
        Check.that(!name.isBlank(), "name of a part is blank");
        Check.that(volume.isPositive(), "volume of a part is not positive");
        Check.that(!rate.isZero(), "rate of a part is zero");
        Check.that(!volume.isMoreThan(container.usable()), "a part is more than its container gives");
    }
}
