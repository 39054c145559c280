package org.steadyflow.telemetry.message;

/** What the bedside may ask over the operator socket. */
public enum OperatorVerb {
    ACCEPT,
    START,
    PAUSE,
    ACKNOWLEDGE,
    PAUSE_AUDIO,
    CONTAINER_CHANGED,
    /** The patient's key for a dose. */
    BOLUS,
    CLINICIAN_BOLUS,
    /** Another rate; {@code text} is the rate, for example {@code 12.5 mL/h}. */
    TITRATE,
    RAMP_DOWN,
    END
}
