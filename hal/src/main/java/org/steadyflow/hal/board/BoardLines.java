package org.steadyflow.hal.board;

import java.io.Closeable;
import java.io.IOException;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;

/**
 * The lines that a board hangs on: those of a Raspberry Pi, or emulated ones. Each line is opened once. An exception is
 * one sentence that names the device and what to do, and nothing was moved.
 */
public interface BoardLines extends Closeable {
    SerialLink serial(BoardFile.Motor motor) throws IOException;

    I2cLink i2c(int bus) throws IOException;

    /** @param pin BCM number */
    DigitalIn in(int pin) throws IOException;

    /** Drives low from now on. */
    DigitalOut out(int pin) throws IOException;

    ToneOut tone(int pin) throws IOException;

    @Override
    void close();
}
