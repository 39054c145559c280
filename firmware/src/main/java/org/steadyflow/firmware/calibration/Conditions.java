package org.steadyflow.firmware.calibration;

import java.time.Duration;
import org.steadyflow.hal.quantity.Pressure;

/**
 * What the flow of a turn depends on.
 *
 * @param backPressure gauge pressure between mechanism and patient
 * @param boardMilliCelsius temperature of the board, thousandths of a degree
 * @param turned how long the motor has turned this set
 */
public record Conditions(Pressure backPressure, int boardMilliCelsius, Duration turned) {}
