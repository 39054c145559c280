package org.steadyflow.hal.device;

/** One reading of the world, time stamped once. Immutable. */
public record SensorSample(
        ClockSample clock, MotorSample motor, LineSample line, EnclosureSample enclosure, PowerSample power) {

    /** The same with other news from what watches the pump. */
    public SensorSample with(Supervision supervision) {
        return new SensorSample(clock, motor, line, enclosure.with(supervision), power);
    }
}
