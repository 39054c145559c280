package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Mechanism;

/** What one real mechanism is like: the figures that its nominal ones leave open. */
public sealed interface Mechanics permits WorldParameters.Cassette, SyringeMechanics {
    /** The mechanism as the pump knows it. */
    Mechanism mechanism();

    /** Travel of the motor in one turn of the part that the second encoder sits on, microsteps. */
    double secondEncoderTurnMicrosteps();

    /** The same with this error of the volume per turn, as a fraction. */
    Mechanics withGainError(double fraction);
}
