package org.steadyflow.firmware.safety;

/** What ends an alarm. */
public enum Clearing {
    /** Its cause going away. */
    BY_ITSELF,
    /** Its cause gone and a person having acknowledged it. */
    ACKNOWLEDGED,
    /** Its cause gone and a person having acknowledged it or pressed start. */
    STARTED
}
