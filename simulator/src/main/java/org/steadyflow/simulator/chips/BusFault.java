package org.steadyflow.simulator.chips;

/** One thing that goes wrong with one transfer. */
public enum BusFault {
    /** Nothing: the transfer is as it should be. */
    NONE,
    /** Nobody acknowledges the address. On the serial line: the chip does not hear what is sent, the line does. */
    NOT_ACKNOWLEDGED,
    /**
     * The clock is held low: nothing is transferred, and the adapter gives up after 35 ms. On the serial line nothing
     * comes back, not even the echo.
     */
    STUCK,
    /**
     * The data line is held low. The adapter does not notice: every bit is acknowledged, every byte read is 0, and no
     * chip hears a thing. Of I2C; no fault of the serial line.
     */
    DATA_LOW,
    /** One bit, drawn from the plan's seed, is the other way round: on the way to the chip or back. */
    BIT_FLIP,
    /**
     * The line carries one byte more than was sent, before all others; the last one arrives late. Of the serial line;
     * no fault of I2C.
     */
    EXTRA_BYTE,
    /** The serial line does not repeat what was sent; the chip hears it and answers. I2C has no echo: no fault. */
    ECHO_LOST,
    /** The chip hears all; what comes back ends in the middle. Of what is only written, the first half arrives. */
    SHORT,
    /** The adapter is gone. On the serial line this is done by pulling it: {@link MotorLine#unplug}. */
    GONE
}
