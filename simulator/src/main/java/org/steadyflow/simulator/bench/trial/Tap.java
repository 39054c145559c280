package org.steadyflow.simulator.bench.trial;

import org.steadyflow.simulator.bench.analysis.Balance;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.world.Cause;
import org.steadyflow.simulator.world.WorldTruth;

/** A tap at the end of the line, with a pressure gauge before it, a clock, and a balance behind it. One thread. */
final class Tap implements Watching.Onlooker {
    private static final long NEVER = -1;
    /** What runs out in this time after the opening was stored. */
    private static final long RELEASE_NS = 10_000_000_000L;

    private final Balance.Pan pan;
    private long closedNs = NEVER;
    private double runningMmHg;
    private double peakMmHg;
    private long openedNs = NEVER;
    private double gramsAtOpening;
    private double pumpedAtOpeningMl;
    private double releasedMl;
    private double lastMl;

    Tap(Balance.Pan pan) {
        this.pan = pan;
    }

    @Override
    public void look(WorldTruth truth) {
        boolean isClosed = truth.causes().isPresent(Cause.DOWNSTREAM_BLOCKED);
        double mmHg = truth.downstreamMmHg();
        if (closedNs == NEVER) {
            if (isClosed) {
                closedNs = truth.nowNs();
            } else {
                runningMmHg += (mmHg - runningMmHg) / 100;
            }
        } else if (isClosed) {
            peakMmHg = Math.max(peakMmHg, mmHg);
        } else if (openedNs == NEVER) {
            openedNs = truth.nowNs();
            gramsAtOpening = pan.read(lastMl);
            pumpedAtOpeningMl = truth.pumpedMl();
        } else if (truth.nowNs() == openedNs + RELEASE_NS) {
            double outMl = (pan.read(truth.deliveredMl()) - gramsAtOpening) / Balance.DENSITY_G_PER_ML;
            releasedMl = outMl - (truth.pumpedMl() - pumpedAtOpeningMl);
        }
        lastMl = truth.deliveredMl();
    }

    /** When the tap was closed, seconds of the run; negative for never. */
    double closedS() {
        return closedNs / 1e9;
    }

    /** Mean pressure of the last seconds before the closing. */
    double runningMmHg() {
        return runningMmHg;
    }

    /** Highest pressure behind the closed tap. */
    double peakMmHg() {
        return peakMmHg;
    }

    boolean wasOpened() {
        return openedNs != NEVER;
    }

    /** What ran out in the ten seconds after the opening, by the balance, less what the pump gave meanwhile. */
    double releasedMl() {
        return releasedMl;
    }
}
