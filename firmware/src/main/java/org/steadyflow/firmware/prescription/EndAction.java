package org.steadyflow.firmware.prescription;

/** What the pump does when the last of the volume is in. */
public enum EndAction {
    STOP,
    KEEP_OPEN,
    /** The same rate goes on until the container is empty or a person stops it. */
    CONTINUE
}
