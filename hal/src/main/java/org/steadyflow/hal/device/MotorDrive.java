package org.steadyflow.hal.device;

/** The stepper driver: runs finite moves and stops at their end if it hears nothing more. */
public interface MotorDrive {
    /** Replaces the move in progress. */
    void apply(MotorCommand command);

    /**
     * Clears the driver's reset flag, so that {@link MotorSample#positionSurvived()} is true until power is lost again.
     * Called once recovery has made durable what it settled from the old position.
     */
    void trustPosition();
}
