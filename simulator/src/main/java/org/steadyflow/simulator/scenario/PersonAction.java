package org.steadyflow.simulator.scenario;

/** Something that a person does at the pump or the console; the simulation carries it out by the pump's own ways in. */
public enum PersonAction implements Action {
    /** Starts the infusion, or starts it again after a stop. */
    START,
    PAUSE,
    /** Acknowledges every alarm at the bedside. */
    ACKNOWLEDGE,
    AUDIO_PAUSE,
    /** The pharmacist accepts every alarm on the console. */
    ACCEPT_REMOTELY
}
