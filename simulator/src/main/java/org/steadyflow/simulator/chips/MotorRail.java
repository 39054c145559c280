package org.steadyflow.simulator.chips;

/** The switched supply of the motor and of the clamp on the line. The world's thread. */
public interface MotorRail {
    /** Whether it has voltage now. */
    boolean isUp();
}
