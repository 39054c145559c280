package org.steadyflow.hal.bus;

/** One input line. Any thread. */
public interface DigitalIn {
    /** What the line is at now. */
    Level read();

    /** Of a line, or that it cannot be known. */
    enum Level {
        LOW,
        HIGH,
        UNKNOWN
    }
}
