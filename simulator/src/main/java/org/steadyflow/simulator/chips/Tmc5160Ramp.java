package org.steadyflow.simulator.chips;

import org.steadyflow.simulator.world.DriverPort;

/**
 * The ramp generator of the TMC5160 on the world's motor (data sheet chapter on the ramp generator). The world runs the
 * move, without acceleration; this turns RAMPMODE, XTARGET and VMAX into its moves and its count into XACTUAL, which
 * goes round at 32 bits while the world's does not. The world's thread.
 */
final class Tmc5160Ramp {
    /** Nominal internal clock; the world's pace error is the clock's. */
    static final long CLOCK_HZ = 12_000_000L;

    private static final int POSITION = 0;
    private static final int VELOCITY_FORWARD = 1;
    private static final int HOLD = 3;

    /** VMAX counts microsteps in 2^24 periods of the clock. */
    private static final int VELOCITY_BITS = 24;
    /** Further than any move of a pump; the ramp without a target runs there. */
    private static final long FAR = 1L << 40;

    private int mode = POSITION;
    private int target;
    private int velocity;
    private boolean accelerates;
    private boolean forward;
    private int running;
    private boolean arrived = true;
    private boolean toldArrival;

    void reset() {
        mode = POSITION;
        target = 0;
        velocity = 0;
        accelerates = false;
        forward = false;
        running = 0;
        arrived = true;
        toldArrival = false;
    }

    /**
     * Registers changed.
     *
     * @param newVelocity VMAX
     * @param canAccelerate with AMAX and VSTART at 0 no ramp begins
     */
    void set(int newMode, int newTarget, int newVelocity, boolean canAccelerate, DriverPort port) {
        mode = newMode;
        target = newTarget;
        velocity = newVelocity;
        accelerates = canAccelerate;
        steer(port, port.ramping());
        if (!positionReached(port)) {
            arrived = false;
        }
    }

    /** XACTUAL is written: the ramp goes on towards the same XTARGET. */
    void place(int microsteps, DriverPort port) {
        boolean wasRamping = port.ramping();
        port.place(microsteps);
        steer(port, wasRamping);
    }

    private void steer(DriverPort port, boolean wasRamping) {
        long here = port.driveMicrosteps();
        // the shorter way round, as the chip's comparison of 32 bits goes
        int way = target - (int) here;
        if (mode == HOLD) {
            // the velocity stays what it is
            running = wasRamping ? running : 0;
        } else {
            running = accelerates ? velocity : 0;
            forward = mode == VELOCITY_FORWARD || (mode == POSITION && way > 0);
        }
        long distance = forward ? FAR : -FAR;
        port.ramp(here + (mode == POSITION ? way : distance), pacePerS(running));
    }

    /** Chip units as microsteps a second, to the nearest; the least velocity is not none. */
    private static long pacePerS(int velocity) {
        long rounded = (velocity * CLOCK_HZ + (1L << (VELOCITY_BITS - 1))) >> VELOCITY_BITS;
        return velocity == 0 ? 0 : Math.max(1, rounded);
    }

    int actual(DriverPort port) {
        return (int) port.driveMicrosteps();
    }

    /** VACTUAL: signed, in chip units; the world's moves have one speed. */
    int velocity(DriverPort port) {
        if (!port.ramping()) {
            return 0;
        }
        return forward ? running : -running;
    }

    boolean velocityReached(DriverPort port) {
        return port.ramping() || velocity == 0;
    }

    boolean positionReached(DriverPort port) {
        return actual(port) == target;
    }

    /** Latched when a move ends, until {@link #clearArrival}. */
    boolean arrival(DriverPort port) {
        if (!arrived && positionReached(port)) {
            arrived = true;
            toldArrival = true;
        }
        return toldArrival;
    }

    void clearArrival() {
        toldArrival = false;
    }
}
