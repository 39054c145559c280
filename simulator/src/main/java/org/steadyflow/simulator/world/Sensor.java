package org.steadyflow.simulator.world;

/** A sensor that a fault can hold at a value or break. Values are in the unit named here. */
public enum Sensor {
    /** mmHg. */
    UPSTREAM_PRESSURE(3_000),
    /** mmHg. */
    DOWNSTREAM_PRESSURE(3_000),
    /** Millivolts. */
    AIR_DETECTOR(3_300),
    /** Microsteps in the encoder's coordinate. A broken encoder stops counting and is not at this value. */
    ENCODER(0),
    /** Counts of a turn, 0-4,095. A broken one sees no magnet. */
    SECOND_ENCODER(-1),
    /** Degrees Celsius. */
    BOARD_TEMPERATURE(150),
    /** Per mille of a full battery. */
    BATTERY_GAUGE(-1),
    /** 1 closed, 0 open. */
    DOOR_SWITCH(0);

    private final double brokenValue;

    Sensor(double brokenValue) {
        this.brokenValue = brokenValue;
    }

    /** What it reads when its wire is cut. */
    double brokenValue() {
        return brokenValue;
    }
}
