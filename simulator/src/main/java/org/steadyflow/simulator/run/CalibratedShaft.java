package org.steadyflow.simulator.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.simulator.world.WorldTruth;

/**
 * The world's shaft in calibrated travel: what it turned since the beginning, each stretch by the yield that the ledger
 * on the disk gave for it. Adds the stretches up by itself, in the world's own coordinate, and takes of a record only
 * where a yield begins and which: travel that a record claims is never believed. One thread.
 */
public final class CalibratedShaft {
    private static final double NOMINAL = 1_000_000;
    /** Microsteps, more than any back-off. */
    private static final double FAR_BACK = 1e9;

    private final WorldTruth truth;
    /** Where yields begin, the last first. The first stands before the first tick. */
    private final Deque<Bend> bends = new ArrayDeque<>();

    /**
     * @param record number of the record that says so
     * @param shaft microsteps since time 0
     * @param travel calibrated microsteps there
     */
    private record Bend(long record, double shaft, double travel, int yield) {}

    /** Of a shaft that stands; its travel counts from here, nominal until a record says otherwise. */
    public CalibratedShaft(WorldTruth truth) {
        this.truth = truth;
        bends.push(new Bend(0, shaft(), 0, (int) NOMINAL));
    }

    /** A record is durable. */
    public void learn(Authority durable) {
        learnScale(durable);
        if (durable.reverse() > 0) {
            learnReverse(durable.scale());
        }
    }

    /** The shaft turns back by the yields of this record, whatever those were by which it came. */
    private void learnReverse(Scale scale) {
        boolean isBent = scale.below() != scale.above();
        Bend last = bends.element();
        double shaft = isBent ? last.shaft() : shaft();
        double travel = travelAt(shaft);
        bends.clear();
        bends.push(new Bend(0, shaft - FAR_BACK, travel - FAR_BACK * (scale.below() / NOMINAL), scale.below()));
        if (isBent) {
            bends.push(new Bend(last.record(), shaft, travel, scale.above()));
        }
    }

    private void learnScale(Authority durable) {
        Scale scale = durable.scale();
        double here = shaft();
        boolean isBent = scale.below() != scale.above();
        boolean isAhead = bends.element().shaft() > here;
        boolean isKnown = scale.above() == bends.element().yield() && (isBent || !isAhead);
        if (isKnown) {
            return;
        }
        if (isAhead && !isBent) {
            // a start without the position counts on from where the shaft stands: it never comes to that bend
            bends.pop();
        }
        double fromEncoder = here - truth.shaftInEncoderCoordinate();
        double shaft = isBent ? scale.anchor() + fromEncoder : here;
        bends.push(new Bend(durable.number(), shaft, travelAt(shaft), scale.above()));
    }

    /** A power cut took these records back. */
    public void forgetAfter(long record) {
        while (bends.element().record() > record) {
            bends.pop();
        }
    }

    /** Calibrated microsteps since the beginning, rounded down. */
    public long travel() {
        return (long) Math.floor(travelAt(shaft()));
    }

    private double shaft() {
        return (double) truth.shaftMicrosteps();
    }

    private double travelAt(double shaft) {
        for (Bend bend : bends) {
            if (shaft >= bend.shaft()) {
                return bend.travel() + (shaft - bend.shaft()) * (bend.yield() / NOMINAL);
            }
        }
        Bend first = bends.getLast();
        return first.travel() + shaft - first.shaft();
    }
}
