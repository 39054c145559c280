package org.steadyflow.simulator.chips;

import org.steadyflow.simulator.world.MonitorHardware;
import org.steadyflow.simulator.world.World;

/** What the monitor's output pins are soldered to. The world's thread. */
interface MonitorWires extends MotorRail {
    /** One edge at the switch in the motor's rail. */
    void edge();

    /** The rail is pulled down; it stays so until the next edge. */
    void cut();

    /** The monitor's own buzzer. */
    void buzzer(boolean on);

    /** A switch in the rail that wants edges, and a buzzer. */
    record Fitted(World world, MonitorHardware hardware) implements MonitorWires {
        @Override
        public boolean isUp() {
            return world.truth().railUp();
        }

        @Override
        public void edge() {
            hardware.kick();
        }

        @Override
        public void cut() {
            hardware.cut();
        }

        @Override
        public void buzzer(boolean on) {
            hardware.sound(on);
        }
    }

    /** A board without a monitor: its rail is up as long as it has power, and nothing hangs on the monitor's pins. */
    record Missing(World world) implements MonitorWires {
        @Override
        public boolean isUp() {
            return world.truth().railUp();
        }

        @Override
        public void edge() {}

        @Override
        public void cut() {}

        @Override
        public void buzzer(boolean on) {}
    }
}
