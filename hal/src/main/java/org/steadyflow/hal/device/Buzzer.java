package org.steadyflow.hal.device;

/** The monitor's own buzzer, which needs nothing of the controller's. One thread. */
public interface Buzzer {
    /** Sounds or is silent until the next call. */
    void sound(boolean on);
}
