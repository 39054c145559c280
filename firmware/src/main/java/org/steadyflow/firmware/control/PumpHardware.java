package org.steadyflow.firmware.control;

import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.PowerGate;
import org.steadyflow.hal.device.SensorBank;

/** The four seams of one pump. */
public record PumpHardware(SensorBank sensors, MotorDrive motor, Annunciator annunciator, PowerGate gate) {}
