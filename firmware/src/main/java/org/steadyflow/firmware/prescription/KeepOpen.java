package org.steadyflow.firmware.prescription;

import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * The small flow that keeps the line from clotting, after the end or between doses.
 *
 * @param rate zero for none
 * @param limit the most that one keep-open run gives before it stops; never counted in the volume to infuse; zero
 *     exactly when the rate is
 */
public record KeepOpen(FlowRate rate, Volume limit) {
    public static final KeepOpen NONE = new KeepOpen(FlowRate.ZERO, Volume.ZERO);

    public KeepOpen {
        Check.that(limit.compareTo(Volume.ZERO) >= 0, "keep-open limit is negative");
        Check.that(rate.isZero() != limit.isPositive(), "keep-open rate and limit must both be zero or both positive");
    }

    /** Whether there is a flow at all. */
    public boolean isWanted() {
        return !rate.isZero();
    }
}
