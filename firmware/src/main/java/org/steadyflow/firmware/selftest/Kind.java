package org.steadyflow.firmware.selftest;

/** How much is tested. */
public enum Kind {
    /** Everything. */
    COLD,
    /** What a restart of the program can have changed. */
    WARM
}
