package org.steadyflow.firmware.dose;

/** A running dose as it was ordered: {@code 5 mcg/kg/min}, {@code 15 mL/h/site}, {@code 120 mL/h}. */
public record OrderedRate(Amount amount, Per per, PerTime time) {
    /** As files write it; a site is named last: {@code 4.4 units/kg/h}, {@code 15 mL/h/site}. */
    @Override
    public String toString() {
        return amount + unitsAfterAmount();
    }

    String unitsAfterAmount() {
        return per == Per.SITE ? time.suffix() + per.suffix() : per.suffix() + time.suffix();
    }
}
