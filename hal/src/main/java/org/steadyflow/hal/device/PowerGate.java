package org.steadyflow.hal.device;

/** The charge pump that keeps the motor driver enabled. It wants edges, not a level, and lets go after 250 ms. */
public interface PowerGate {
    /** One edge. Called last in a tick, so that a tick that did not finish does not keep the motor powered. */
    void kick();
}
