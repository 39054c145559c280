package org.steadyflow.firmware.control;

import java.util.Optional;
import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.PowerGate;
import org.steadyflow.hal.device.SensorBank;

/**
 * The four seams of one pump.
 *
 * @param rig by what the pump tests itself before its first tick; empty where there is no board to test
 */
public record PumpHardware(
        SensorBank sensors, MotorDrive motor, Annunciator annunciator, PowerGate gate, Optional<SelfTestRig> rig) {
    /** Without a board to test. */
    public PumpHardware(SensorBank sensors, MotorDrive motor, Annunciator annunciator, PowerGate gate) {
        this(sensors, motor, annunciator, gate, Optional.empty());
    }

    /** The same, read through {@code other}. */
    PumpHardware with(SensorBank other) {
        return new PumpHardware(other, motor, annunciator, gate, rig);
    }
}
