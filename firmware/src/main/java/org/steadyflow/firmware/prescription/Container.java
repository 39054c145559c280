package org.steadyflow.firmware.prescription;

import org.steadyflow.hal.quantity.Volume;

/**
 * The bag, cassette or syringe that one dose is drawn from.
 *
 * @param volume what it holds when it is new, overfill included
 * @param residual what cannot be drawn from it
 * @param count how many such containers are hung one after another, at least 1
 */
public record Container(Volume volume, Volume residual, int count) {
    public Container {
        Check.that(count >= 1, "count of containers is below 1");
        Check.that(volume.isPositive(), "container volume is not positive");
        Check.that(residual.compareTo(Volume.ZERO) >= 0, "residual is negative");
        Check.that(volume.isMoreThan(residual), "residual is the whole container");
    }

    public Container(Volume volume, Volume residual) {
        this(volume, residual, 1);
    }

    /** What all of them give. */
    public Volume usableInAll() {
        return usable().times(count);
    }

    /** What can be drawn from one: the volume without the residual. Positive. */
    public Volume usable() {
        return volume.minus(residual);
    }
}
