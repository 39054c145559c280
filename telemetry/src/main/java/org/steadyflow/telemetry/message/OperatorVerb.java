package org.steadyflow.telemetry.message;

/** What the bedside may ask over the operator socket. */
public enum OperatorVerb {
    ACCEPT,
    START,
    PAUSE,
    ACKNOWLEDGE,
    PAUSE_AUDIO,
    CONTAINER_CHANGED,
    END
}
