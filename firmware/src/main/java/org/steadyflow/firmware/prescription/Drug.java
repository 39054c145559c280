package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.firmware.dose.Concentration;

/**
 * What is in the container.
 *
 * @param name as it is shown at the bedside, tall-man letters as the pharmacy wrote them
 * @param concentration drug in each mL, by which amounts and dose rates are counted
 */
public record Drug(String name, Optional<Concentration> concentration) {
    public Drug {
        Check.that(!name.isBlank(), "drug name is blank");
    }
}
