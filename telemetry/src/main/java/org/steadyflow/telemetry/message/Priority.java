package org.steadyflow.telemetry.message;

/** Alarm priority, lowest first; designed after IEC 60601-1-8. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH
}
