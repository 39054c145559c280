package org.steadyflow.simulator.run;

import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.hal.device.MonitorSwitch;
import org.steadyflow.simulator.world.World;

/** The monitor's switch with what may be wrong about it and about who drives it. One thread. */
final class FailingSwitch implements MonitorSwitch {
    private final MonitorSwitch pins;
    private final MonitorHardware fitted;
    private Fault wired;

    /** What becomes of the monitor. */
    enum Fault {
        SOUND,
        /** It runs no more, its pins stay as they are. */
        DEAD,
        /** It runs each 300 ms. */
        SLOW,
        /** It runs and speaks; the pin to its switch is stuck. */
        STUCK_LEVEL,
        /** It runs no more, or its cut does nothing, and something gives the switch its edges. */
        EDGES_ALONE
    }

    FailingSwitch(World world, Fault wired) {
        org.steadyflow.simulator.world.MonitorHardware own = world.hardware().fitMonitor();
        this.pins = own;
        this.fitted = new MonitorHardware(own, this, own);
        this.wired = wired;
    }

    MonitorHardware fitted() {
        return fitted;
    }

    void become(Fault fault) {
        wired = fault;
    }

    /** A step of time has passed. */
    void passed() {
        if (wired == Fault.EDGES_ALONE) {
            pins.kick();
        }
    }

    @Override
    public void kick() {
        if (wired != Fault.STUCK_LEVEL) {
            pins.kick();
        }
    }

    @Override
    public void cut() {
        if (wired != Fault.STUCK_LEVEL && wired != Fault.EDGES_ALONE) {
            pins.cut();
        }
    }
}
