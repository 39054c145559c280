package org.steadyflow.firmware.control;

import java.util.Optional;
import org.steadyflow.firmware.ledger.ByteMemory;
import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.PowerGate;
import org.steadyflow.hal.device.SensorBank;

/**
 * The seams of one pump.
 *
 * @param memory the chip for the ledger's second copy; empty where none is fitted
 */
public record PumpHardware(
        SensorBank sensors, MotorDrive motor, Annunciator annunciator, PowerGate gate, Optional<ByteMemory> memory) {
    /** Without a chip. */
    public PumpHardware(SensorBank sensors, MotorDrive motor, Annunciator annunciator, PowerGate gate) {
        this(sensors, motor, annunciator, gate, Optional.empty());
    }

    /** The same with a chip. */
    public PumpHardware with(ByteMemory chip) {
        return new PumpHardware(sensors, motor, annunciator, gate, Optional.of(chip));
    }
}
