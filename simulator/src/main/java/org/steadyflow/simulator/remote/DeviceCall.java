package org.steadyflow.simulator.remote;

import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.Signal;

/** One call of the device seam on its way from the pump to its hardware. */
sealed interface DeviceCall {
    /** Asks for a sample; the only call with an answer. */
    record Read() implements DeviceCall {}

    record Apply(MotorCommand command) implements DeviceCall {}

    record TrustPosition() implements DeviceCall {}

    record Show(Signal signal) implements DeviceCall {}

    record Kick() implements DeviceCall {}
}
