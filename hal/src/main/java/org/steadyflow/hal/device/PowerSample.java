package org.steadyflow.hal.device;

/**
 * What the power supply says.
 *
 * @param mainsPresent the mains adapter feeds the pump
 * @param chargePermille the gauge's state of charge, 0-1,000
 */
public record PowerSample(boolean mainsPresent, int chargePermille) {}
