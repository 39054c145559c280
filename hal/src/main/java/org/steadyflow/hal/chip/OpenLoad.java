package org.steadyflow.hal.chip;

/**
 * Whether a wire of the motor is broken. The TMC5160 says so of a coil that carries no current while it is stepped: at
 * standstill, in fast motion and without its rail that is no fault of a wire. So it must say so for a second of motion
 * in which it can tell; a cut by the stop key is known otherwise by then.
 */
final class OpenLoad {
    /** Looks in motion that must all tell of it, at one a tick. */
    static final int LOOKS = 20;

    private int told;

    /** Nothing was told so far. */
    void forget() {
        told = 0;
    }

    /**
     * One look; whether it is open by now.
     *
     * @param status DRV_STATUS
     * @param canTell the bridges are on, have power, and move slowly if they move
     */
    boolean look(int status, boolean canTell) {
        if (!canTell) {
            told = 0;
        } else if (!DriverState.stands(status)) {
            told = DriverState.tellsOpenLoad(status) ? Math.min(told + 1, LOOKS) : 0;
        }
        return told >= LOOKS;
    }
}
