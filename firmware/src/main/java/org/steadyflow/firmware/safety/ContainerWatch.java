package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * An empty container: nothing left by count while flow is wanted, or a column of air together with an upstream pressure
 * that has lost the head of what hung there.
 *
 * @param dry last three answers to "air, and upstream pressure has fallen"
 * @param empty holds until a new container hangs
 * @param rate of the flow at which the level was taken
 * @param settling samples since that rate began, at most {@link #SETTLED}
 * @param level upstream pressure once that flow was steady: the line itself takes 76 mmHg at 600 mL/h
 */
record ContainerWatch(int dry, boolean empty, FlowRate rate, int settling, Baseline level) {
    /** What the head of a hanging container loses when it runs out. */
    static final Pressure EMPTY_DROP = Pressure.ofMmHg(30);

    /**
     * A container that runs out sends a column of air. Gas that was dissolved makes bubbles of 1 to 10 uL at any time,
     * and where the container was hung lower meanwhile one of them would say that it is empty.
     */
    static final Volume COLUMN = Volume.ofMicrolitres(25);

    /** Two seconds: four times what the line takes to come to rest. */
    static final int SETTLED = 40;

    static final ContainerWatch START = new ContainerWatch(0, false, FlowRate.ZERO, 0, Baseline.NONE);

    ContainerWatch next(LineSample line, Situation situation, MicrostepVolume microstep, AirWatch air) {
        if (situation.freshLine() || !situation.armed()) {
            return START;
        }
        ContainerWatch levelled = situation.flowing() ? levelled(line, situation.rate()) : this;
        boolean usedUp = situation.flowing() && situation.containerLeftMicrosteps() <= 0;
        boolean runsDry = situation.traits().airRules()
                && air.seesBubbleOf(COLUMN, microstep)
                && levelled.hasFallen(line.upstream());
        int nextDry = TwoOfThree.push(dry, runsDry);
        boolean nextEmpty = empty || usedUp || TwoOfThree.holds(nextDry);
        return nextDry == dry && nextEmpty == empty
                ? levelled
                : new ContainerWatch(nextDry, nextEmpty, levelled.rate, levelled.settling, levelled.level);
    }

    private boolean hasFallen(Pressure upstream) {
        return level.isKnown() && upstream.pascals() < level.meanPa() - EMPTY_DROP.pascals();
    }

    private ContainerWatch levelled(LineSample line, FlowRate now) {
        if (!now.equals(rate) && isOther(now)) {
            return new ContainerWatch(dry, empty, now, 0, Baseline.NONE);
        }
        if (settling < SETTLED) {
            return new ContainerWatch(dry, empty, rate, settling + 1, level);
        }
        Baseline next = level.with(line.upstream());
        return next.equals(level) ? this : new ContainerWatch(dry, empty, rate, settling, next);
    }

    /** More than a tenth faster or slower: the line takes another part of the head. */
    private boolean isOther(FlowRate now) {
        long beforeNlPerH = rate.nanolitresPerHour();
        return Math.abs(now.nanolitresPerHour() - beforeNlPerH) > beforeNlPerH / 10;
    }
}
