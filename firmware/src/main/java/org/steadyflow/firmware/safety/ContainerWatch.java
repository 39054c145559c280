package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.Pressure;

/**
 * An empty container: nothing left by count while flow is wanted, or air together with a falling upstream pressure.
 *
 * @param dry last three answers to "air, and upstream pressure has fallen"
 * @param empty holds until a new container hangs
 */
record ContainerWatch(int dry, boolean empty) {
    /** What the head of a hanging container loses when it runs out. */
    static final Pressure EMPTY_DROP = Pressure.ofMmHg(30);

    static final ContainerWatch START = new ContainerWatch(0, false);

    ContainerWatch next(LineSample line, Situation situation, PressureWatch pressure, AirWatch air) {
        if (situation.freshLine() || !situation.armed()) {
            return START;
        }
        boolean usedUp = situation.flowing() && situation.containerLeftMicrosteps() <= 0;
        boolean runsDry = situation.traits().airRules() && air.seeing() && pressure.upstreamFallingBy(EMPTY_DROP, line);
        int nextDry = TwoOfThree.push(dry, runsDry);
        boolean nextEmpty = empty || usedUp || TwoOfThree.holds(nextDry);
        return nextDry == dry && nextEmpty == empty ? this : new ContainerWatch(nextDry, nextEmpty);
    }
}
