package org.steadyflow.hal.device;

/** One reading of the world, time stamped once. Immutable. */
public record SensorSample(
        ClockSample clock, MotorSample motor, LineSample line, EnclosureSample enclosure, PowerSample power) {}
