package org.steadyflow.firmware.monitor;

import org.steadyflow.hal.device.Buzzer;
import org.steadyflow.hal.device.MonitorSensors;
import org.steadyflow.hal.device.MonitorSwitch;

/** The three seams of one monitor. */
public record MonitorHardware(MonitorSensors sensors, MonitorSwitch power, Buzzer buzzer) {}
