package org.steadyflow.hal.device;

/**
 * The monitor's series switch in the motor's power. It wants edges: without them it opens within 250 ms. The clamp on
 * the line hangs on the same rail and closes with it. One thread.
 */
public interface MonitorSwitch {
    /** One edge; keeps the switch closed, or closes it. */
    void kick();

    /** Opens the switch within 20 ms; the next kick closes it again. */
    void cut();
}
