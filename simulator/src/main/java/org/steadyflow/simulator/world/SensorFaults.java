package org.steadyflow.simulator.world;

import java.util.EnumMap;

/** Which sensors are held at a value instead of measuring. */
final class SensorFaults {
    private final EnumMap<Sensor, Double> held = new EnumMap<>(Sensor.class);
    private boolean any;

    void hold(Sensor sensor, double value) {
        held.put(sensor, value);
        any = true;
    }

    void free(Sensor sensor) {
        held.remove(sensor);
        any = !held.isEmpty();
    }

    boolean any() {
        return any;
    }

    /** The held value of this sensor, or else what it measured. */
    double seen(Sensor sensor, double measured) {
        return held.getOrDefault(sensor, measured);
    }
}
