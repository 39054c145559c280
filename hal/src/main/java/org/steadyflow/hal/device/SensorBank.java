package org.steadyflow.hal.device;

/** Everything the pump can know about the world, read once a tick. */
public interface SensorBank {
    /**
     * One consistent sample. Never throws for a bad sensor: a reading out of its range travels as it is and becomes an
     * alarm.
     */
    SensorSample read();
}
