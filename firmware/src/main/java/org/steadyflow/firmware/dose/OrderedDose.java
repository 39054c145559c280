package org.steadyflow.firmware.dose;

/**
 * A dose as it was ordered: {@code 1 g}, {@code 10 mg/kg}, {@code 2400 mg/m2}, {@code 100 mL}.
 *
 * @param per body size, or nothing; never a site
 */
public record OrderedDose(Amount amount, Per per) {
    public OrderedDose {
        Check.that(per != Per.SITE, "a dose is not counted per site");
    }

    public static OrderedDose of(Amount amount) {
        return new OrderedDose(amount, Per.NOTHING);
    }

    /** As files write it: {@code 2400 mg/m2}. */
    @Override
    public String toString() {
        return amount + per.suffix();
    }
}
