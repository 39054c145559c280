package org.steadyflow.firmware.library;

/** What a finding means for the infusion. */
public enum Severity {
    /** A person may go on with a reason, which is kept. */
    SOFT,
    /** Nobody may go on. */
    HARD
}
