package org.steadyflow.simulator.chips;

import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.ToneOut;

/**
 * The I2C buses and pins of an emulated board, in this process or in another. Any thread. A number that the board does
 * not have is an {@link IllegalArgumentException}.
 */
public interface EmulatedLines {
    /** @param number of the bus on the computer: 1 for i2c-1 */
    I2cLink bus(int number);

    /** @param bcm GPIO number of the pin */
    DigitalIn in(int bcm);

    /** @param bcm GPIO number of the pin */
    DigitalOut out(int bcm);

    /** @param bcm GPIO number of the pin */
    ToneOut tone(int bcm);
}
