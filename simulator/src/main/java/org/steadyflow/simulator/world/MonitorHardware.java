package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Buzzer;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;
import org.steadyflow.hal.device.MonitorSensors;
import org.steadyflow.hal.device.MonitorSwitch;

/** What the independent monitor talks to: its own sensor, the switch in the rail, its own buzzer. */
public final class MonitorHardware implements MonitorSensors, MonitorSwitch, Buzzer {
    private final World world;

    MonitorHardware(World world) {
        this.world = world;
    }

    @Override
    public MonitorSample read() {
        long nowNs = world.clockNs();
        SecondEncoder.Reading angle = world.secondEncoder().read();
        return new MonitorSample(
                nowNs,
                angle.magnetSeen() ? AngleStatus.SEEN : AngleStatus.NO_MAGNET,
                angle.angleCounts(),
                world.enclosure().keys(nowNs).stop(),
                world.plant().railUp());
    }

    @Override
    public void kick() {
        if (world.powered()) {
            world.plant().rail().edge(world.clockNs());
        }
    }

    @Override
    public void cut() {
        world.plant().rail().cut(world.clockNs());
    }

    @Override
    public void sound(boolean on) {
        world.plant().rail().sound(on && world.powered());
    }
}
