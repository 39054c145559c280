package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * For whom an entry is.
 *
 * @param name care area or class of patients: {@code adult}, {@code home parenteral nutrition}
 * @param weightLeastKg the lightest; where it is there, the prescription must say the weight
 * @param weightMostKg the heaviest, likewise
 */
public record Patients(String name, Optional<BigDecimal> weightLeastKg, Optional<BigDecimal> weightMostKg) {
    public Patients {
        Check.that(!name.isBlank(), "class of patients is blank");
    }
}
