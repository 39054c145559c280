package org.steadyflow.firmware.prescription;

import java.math.BigDecimal;

/**
 * Drug in one millilitre, exact.
 *
 * @param amountPerMl positive; trailing zeros are dropped so that equal concentrations are equal values
 */
public record Concentration(BigDecimal amountPerMl, DrugUnit unit) {
    public Concentration {
        Check.that(amountPerMl.signum() > 0, "concentration is not positive");
        BigDecimal shortest = amountPerMl.stripTrailingZeros();
        amountPerMl = shortest.setScale(Math.max(0, shortest.scale()));
    }
}
