package org.steadyflow.firmware.monitor;

/** What a cycle does with the switch in the motor's power. */
public enum Act {
    /** One edge: the rail stays up, or comes up. */
    KICK,
    /** No edge. */
    LEAVE,
    CUT
}
