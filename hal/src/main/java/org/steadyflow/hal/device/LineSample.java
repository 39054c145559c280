package org.steadyflow.hal.device;

import org.steadyflow.hal.quantity.Pressure;

/**
 * What the fluid line's sensors say.
 *
 * @param upstream gauge pressure between container and mechanism
 * @param downstream gauge pressure between mechanism and patient
 * @param airDetectorMv ultrasonic detector in millivolts: liquid 1,100-2,250, mixed 800-1,100, air below 100 when a
 *     bubble fills it; below 1,100 counts as air, above 2,400 the sensor is saturated
 */
public record LineSample(Pressure upstream, Pressure downstream, int airDetectorMv) {}
