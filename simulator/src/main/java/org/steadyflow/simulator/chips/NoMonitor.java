package org.steadyflow.simulator.chips;

/** A board without a monitor: the motor's rail is always up. The world's thread. */
final class NoMonitor implements MonitorWires {
    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public void edge() {}

    @Override
    public void cut() {}

    @Override
    public void buzzer(boolean on) {}
}
