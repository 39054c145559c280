package org.steadyflow.firmware.safety;

import org.steadyflow.hal.quantity.FlowRate;

/** Permits for the tests of other rooms; in the firmware only safety makes them. */
public final class Permits {
    private Permits() {}

    public static Verdict.Permit upTo(long limitMicrosteps) {
        return new Verdict.Permit(limitMicrosteps, false);
    }

    /** Back to where the driver has counted this much. */
    public static Verdict.Relief backTo(long leastDriveMicrosteps, FlowRate pace) {
        return new Verdict.Relief(AlarmRow.OCCLUSION_DOWNSTREAM, leastDriveMicrosteps, pace);
    }
}
