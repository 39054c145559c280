package org.steadyflow.simulator.chips;

/** What the monitor's output pins are soldered to. The world's thread. */
interface MonitorWires extends MotorRail {
    /** One edge at the switch in the motor's rail. */
    void edge();

    /** The rail is pulled down; it stays so until the next edge. */
    void cut();

    /** The monitor's own buzzer. */
    void buzzer(boolean on);
}
