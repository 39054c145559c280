package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.Pressure;

/**
 * An empty container: nothing left by count while flow is wanted, or air together with a falling upstream pressure.
 *
 * @param empty holds until a new container hangs
 */
record ContainerWatch(boolean empty) {
    /** What the head of a hanging container loses when it runs out. */
    static final Pressure EMPTY_DROP = Pressure.ofMmHg(30);

    static final ContainerWatch START = new ContainerWatch(false);

    private static final ContainerWatch EMPTY = new ContainerWatch(true);

    ContainerWatch next(LineSample line, Situation situation, PressureWatch pressure, AirWatch air) {
        if (situation.freshLine() || !situation.armed()) {
            return START;
        }
        boolean usedUp = situation.flowing() && situation.containerLeftMicrosteps() <= 0;
        boolean runsDry = situation.airRules() && air.seeing() && pressure.upstreamFallingBy(EMPTY_DROP, line);
        return empty || usedUp || runsDry ? EMPTY : START;
    }
}
