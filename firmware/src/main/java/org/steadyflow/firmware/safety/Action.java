package org.steadyflow.firmware.safety;

/** What the pump does while an alarm holds, weakest first; of several the strongest counts. */
public enum Action {
    CONTINUE,
    STOP,
    POWER_OFF
}
