package org.steadyflow.hal.bus;

/** One output line. It starts low. One thread. */
public interface DigitalOut {
    /** Drives the line until the next call. OK or GONE. */
    BusResult drive(boolean high);
}
