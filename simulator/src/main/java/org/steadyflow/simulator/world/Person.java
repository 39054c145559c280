package org.steadyflow.simulator.world;

import org.steadyflow.hal.quantity.Pressure;

/**
 * The person who wears the pump, and what they may be made to do. None of it is a cause of an alarm: a pump that alarms
 * for it is a nuisance. Same thread as the world.
 */
public final class Person {
    private final World world;

    Person(World world) {
        this.world = world;
    }

    /** What they do all day from now on. */
    public void live(DailyLife life) {
        world.plant().environs().live(life, world.clockNs());
    }

    /** One cough, or a cuff that is pumped up: so much beyond the pressure of the vein, for so long. */
    public void cough(Pressure pressure, long durationNs) {
        everyday().coughOnce(pressure.pascals() / FluidLine.PA_PER_MMHG, Math.addExact(world.clockNs(), durationNs));
        world.plant().environs().schedule();
    }

    /** The arm is so much higher than usual, negative lower; 0 puts it back. */
    public void raiseArm(double metres) {
        everyday().raiseArm(metres);
    }

    /** The container hangs so much higher than usual, negative lower; 0 puts it back. */
    public void raiseContainer(double metres) {
        everyday().raiseContainer(metres);
    }

    private Everyday everyday() {
        return world.plant().environs().everyday();
    }
}
