package org.steadyflow.firmware.control;

import java.util.Optional;
import org.steadyflow.firmware.ledger.ByteMemory;
import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.PowerGate;
import org.steadyflow.hal.device.SensorBank;

/**
 * The seams of one pump.
 *
 * @param memory the chip for the ledger's second copy; empty where none is fitted
 * @param rig by what the pump tests itself before its first tick; empty where there is no board to test
 * @param mechanism what its board's file says that the motor turns; empty where no file says it
 */
public record PumpHardware(
        SensorBank sensors,
        MotorDrive motor,
        Annunciator annunciator,
        PowerGate gate,
        Optional<ByteMemory> memory,
        Optional<SelfTestRig> rig,
        Optional<Mechanism> mechanism) {
    /** Without a chip, and without a board to test. */
    public PumpHardware(SensorBank sensors, MotorDrive motor, Annunciator annunciator, PowerGate gate) {
        this(sensors, motor, annunciator, gate, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with a chip. */
    public PumpHardware with(ByteMemory chip) {
        return new PumpHardware(sensors, motor, annunciator, gate, Optional.of(chip), rig, mechanism);
    }

    /** The same with a board to test. */
    public PumpHardware with(SelfTestRig board) {
        return new PumpHardware(sensors, motor, annunciator, gate, memory, Optional.of(board), mechanism);
    }

    /** The same on a board whose motor turns this. */
    public PumpHardware with(Mechanism turned) {
        return new PumpHardware(sensors, motor, annunciator, gate, memory, rig, Optional.of(turned));
    }

    /** The same, read through {@code other}. */
    PumpHardware with(SensorBank other) {
        return new PumpHardware(other, motor, annunciator, gate, memory, rig, mechanism);
    }
}
