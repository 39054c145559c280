package org.steadyflow.firmware.prescription;

import org.steadyflow.hal.quantity.Volume;

/**
 * The bag, cassette or syringe that one dose is drawn from.
 *
 * @param volume what it holds when it is new, overfill included
 * @param residual what cannot be drawn from it
 */
public record Container(Volume volume, Volume residual) {
    public Container {
        Check.that(volume.isPositive(), "container volume is not positive");
        Check.that(residual.compareTo(Volume.ZERO) >= 0, "residual is negative");
        Check.that(volume.isMoreThan(residual), "residual is the whole container");
    }

    /** What can be drawn: the volume without the residual. Positive. */
    public Volume usable() {
        return volume.minus(residual);
    }
}
