package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Keys;

/**
 * What single lines and slow chips of the board have to say, sensor faults included, without noise: reading it draws no
 * random number. Same thread as the world.
 */
public final class BoardSignals {
    private final World world;

    /** A view of this world; it keeps nothing itself. */
    public BoardSignals(World world) {
        this.world = world;
    }

    /** Whether the board has power. */
    public boolean powered() {
        return world.powered();
    }

    /** How often the board's power has been cut since time 0. */
    public int powerCuts() {
        return world.plant().powerCuts();
    }

    public boolean doorClosed() {
        double closed = world.enclosure().doorOpen() ? 0 : 1;
        return world.sensorFaults().seen(Sensor.DOOR_SWITCH, closed) != 0;
    }

    public boolean setSeated() {
        return world.setSeated();
    }

    /** The lock over container and set was opened without its key. */
    public boolean tampered() {
        return world.enclosure().supervision().tampered();
    }

    public boolean startKeyHeld() {
        return keys().start();
    }

    public boolean doseKeyHeld() {
        return keys().dose();
    }

    private Keys keys() {
        return world.enclosure().keys(world.clockNs());
    }

    public boolean stopKeyHeld() {
        return keys().stop();
    }

    /** When the start key went down or came up last, -1 for never. */
    public long startKeyChangedNs() {
        return world.enclosure().keyChangedNs(HardKey.START, world.clockNs());
    }

    /** When the stop key went down or came up last, -1 for never. */
    public long stopKeyChangedNs() {
        return world.enclosure().keyChangedNs(HardKey.STOP, world.clockNs());
    }

    /** When the dose key went down or came up last, -1 for never. */
    public long doseKeyChangedNs() {
        return world.enclosure().keyChangedNs(HardKey.DOSE, world.clockNs());
    }

    public boolean mainsPresent() {
        return world.power().mains();
    }

    /** State of charge that the gauge works out, per mille; negative for a gauge whose wire is cut. */
    public double gaugePermille() {
        return world.sensorFaults().seen(Sensor.BATTERY_GAUGE, world.power().gaugePermilleAt(world.clockNs()));
    }
}
