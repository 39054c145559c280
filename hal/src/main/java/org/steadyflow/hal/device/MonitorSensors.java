package org.steadyflow.hal.device;

/** What the independent monitor can know of the world, by sensors and wires of its own. */
public interface MonitorSensors {
    /** One sample, read every 20 ms on the monitor's thread. Never throws for a bad sensor. */
    MonitorSample read();
}
