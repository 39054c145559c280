package org.steadyflow.firmware.safety;

/** Permits for the tests of other rooms; in the firmware only safety makes them. */
public final class Permits {
    private Permits() {}

    public static Verdict.Permit upTo(long limitMicrosteps) {
        return new Verdict.Permit(limitMicrosteps, false);
    }
}
