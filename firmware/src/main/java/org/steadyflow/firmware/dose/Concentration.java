package org.steadyflow.firmware.dose;

import java.math.BigDecimal;

/**
 * Drug in one millilitre, exact.
 *
 * @param amountPerMl positive; trailing zeros are dropped so that equal concentrations are equal values
 * @param unit one that counts drug, never fluid
 */
public record Concentration(BigDecimal amountPerMl, AmountUnit unit) {
    public Concentration {
        Check.that(amountPerMl.signum() > 0, "concentration is not positive");
        Check.that(unit.countsDrug(), "concentration of fluid in fluid");
        amountPerMl = Check.shortest(amountPerMl);
    }

    /** The drug in one millilitre. */
    public Amount perMillilitre() {
        return new Amount(amountPerMl, unit);
    }

    /** {@code 10000 units/mL}, as files write it. */
    @Override
    public String toString() {
        return perMillilitre() + "/mL";
    }
}
