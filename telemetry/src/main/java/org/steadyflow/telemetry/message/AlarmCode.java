package org.steadyflow.telemetry.message;

/** The name of every alarm. What each one means, does and needs is the alarm table of the firmware's safety room. */
public enum AlarmCode {
    OCCLUSION_DOWNSTREAM,
    OCCLUSION_UPSTREAM,
    AIR_SINGLE,
    AIR_ACCUMULATED,
    OVER_INFUSION,
    UNDER_INFUSION,
    DOOR_OPEN,
    CONTAINER_EMPTY,
    INFUSION_COMPLETE,
    KVO_RUNNING,
    MOTOR_FAULT,
    SENSOR_FAULT,
    PAUSED_TOO_LONG,
    NOT_STARTED,
    CLOCK_UNSURE,
    JOURNAL_FAULT,
    TICK_LATE,
    VOLUME_UNSURE,
    PHARMACY_UNREACHABLE
}
