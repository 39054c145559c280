package org.steadyflow.simulator.scenario;

import org.steadyflow.hal.quantity.FlowRate;

/** Something that a person does at the pump or the console; the simulation carries it out by the pump's own ways in. */
public sealed interface PersonAction extends Action {
    /** What needs nothing beside its name. */
    enum Plain implements PersonAction {
        /** Starts the infusion, starts it again after a stop, or confirms what the pump asks for. */
        START,
        PAUSE,
        /** Acknowledges every alarm at the bedside. */
        ACKNOWLEDGE,
        AUDIO_PAUSE,
        /** The pharmacist accepts every alarm on the console. */
        ACCEPT_REMOTELY,
        /** Hangs a full container like the one before, and says so. */
        CHANGE_CONTAINER,
        /** The patient's key for a dose. */
        REQUEST_BOLUS,
        /** A clinician gives the dose that the prescription has for one. */
        CLINICIAN_BOLUS,
        /** Lets the ramp down of a tapered regimen begin. */
        RAMP_DOWN
    }

    /** Sets another rate. */
    record Titrate(FlowRate rate) implements PersonAction {}
}
