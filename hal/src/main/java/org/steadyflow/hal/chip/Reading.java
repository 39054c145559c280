package org.steadyflow.hal.chip;

/**
 * One value from a chip.
 *
 * @param fault why there is none, or NONE
 * @param value in the unit that the method giving it states; 0 and meaningless unless the fault is NONE
 */
public record Reading(ChipFault fault, long value) {
    static Reading of(long value) {
        return new Reading(ChipFault.NONE, value);
    }

    static Reading failed(ChipFault fault) {
        return new Reading(fault, 0);
    }

    public boolean isGood() {
        return fault.isNone();
    }
}
