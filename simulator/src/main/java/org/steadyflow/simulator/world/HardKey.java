package org.steadyflow.simulator.world;

/** A key that somebody at the bedside can hold down. */
public enum HardKey {
    START,
    /** It takes the motor's power away by itself, too. */
    STOP,
    /** The patient's, for a dose on request. */
    DOSE
}
