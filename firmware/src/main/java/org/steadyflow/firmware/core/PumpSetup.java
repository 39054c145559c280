package org.steadyflow.firmware.core;

import org.steadyflow.hal.quantity.MicrostepVolume;

/**
 * What this pump is built from.
 *
 * @param microstep nominal volume of one microstep of its mechanism
 * @param pharmacyExpected a link is configured, so that the pharmacy's silence is an alarm
 * @param pace seconds of the pump's time in a second of people's time: 1, but for a demo that runs faster. The pharmacy
 *     beats in people's time
 */
public record PumpSetup(MicrostepVolume microstep, boolean pharmacyExpected, int pace) {
    /** The peristaltic cassette: 0.10 mL in one turn of 51,200 microsteps. */
    public static final MicrostepVolume CASSETTE = new MicrostepVolume(100_000, 51_200);
}
