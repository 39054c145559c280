package org.steadyflow.simulator.world;

/**
 * What is really the matter, or what somebody really did. An alarm needs one; a hazard's alarm is due from its start.
 */
public enum Cause {
    DOWNSTREAM_BLOCKED,
    UPSTREAM_BLOCKED,
    /** Air is somewhere in the line. */
    AIR_IN_LINE,
    DOOR_OPEN,
    SET_UNSEATED,
    /** Liquid runs past the mechanism: the clamp does not close and nothing squeezes the set. */
    FREE_FLOW,
    /** The board is hotter than the usual world has it. */
    BOARD_HOT,
    MONITOR_TRIPPED,
    SELF_TEST_FAILED,
    TAMPERED,
    CONTAINER_EMPTY,
    /** The walls of the bag meet: its last drops come against a pressure that falls. */
    CONTAINER_COLLAPSING,
    SENSOR_BROKEN,
    MOTOR_STALLED,
    STEPS_DROPPED,
    MOTOR_RUNAWAY,
    DRIVER_FAILED,
    MAINS_LOST,
    /** The battery holds less than it did, or its gauge is wrong. */
    BATTERY_WORN,
    POWER_CUT,
    /** The drive and encoder coordinates restarted; ends when recovery trusts them again. */
    ENCODER_LOST,
    CLOCK_JUMPED,
    START_KEY_PRESSED,
    DOSE_KEY_PRESSED,
    STOP_KEY_PRESSED,
    VEIN_PRESSURE_CHANGED,
    TICK_DELAYED,
    CONTROL_KILLED,
    STORAGE_FAULT,
    LINK_LOST
}
