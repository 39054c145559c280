package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Mechanism;

/**
 * One real syringe in one real driver; its usual values are the files under {@code resources/world/syringe}.
 *
 * @param syringe its nominal make
 * @param boreMm inner diameter of this make, before its tolerance
 * @param gainError error of the volume per turn
 * @param pitchError error of the lead screw's pitch
 * @param screwRippleMm the screw leads and lags by this once a turn
 * @param backlashMm play between screw and plunger
 * @param complianceMlPerMmHg of plunger and stopper
 * @param breakAwayN force that frees the resting stopper
 * @param slidingShare part of that force which remains while the stopper slides
 * @param sticksBelowMmPerS speed below which a sliding stopper rests again
 * @param greatestPa pressure of the plunger at which the motor stalls
 * @param purged whether a person ran the drive until the first drop came: play and friction are taken up
 */
public record SyringeMechanics(
        Mechanism.Syringe syringe,
        double boreMm,
        Spread gainError,
        Spread pitchError,
        double screwRippleMm,
        Spread backlashMm,
        Spread complianceMlPerMmHg,
        Spread breakAwayN,
        double slidingShare,
        double sticksBelowMmPerS,
        double greatestPa,
        boolean purged)
        implements Mechanics {

    /** The usual syringe of this make, purged. */
    public static SyringeMechanics of(Mechanism.Syringe syringe) {
        return WorldFile.USUAL.syringe(syringe);
    }

    @Override
    public Mechanism mechanism() {
        return syringe;
    }

    /** On the lead screw. */
    @Override
    public double secondEncoderTurnMicrosteps() {
        return Mechanism.MICROSTEPS_PER_TURN;
    }

    @Override
    public SyringeMechanics withGainError(double fraction) {
        return with(Spread.exactly(fraction), Spread.exactly(0), purged);
    }

    /** Just clamped in, or purged. */
    public SyringeMechanics withPurge(boolean done) {
        return with(gainError, pitchError, done);
    }

    private SyringeMechanics with(Spread gain, Spread pitch, boolean purge) {
        return new SyringeMechanics(
                syringe,
                boreMm,
                gain,
                pitch,
                screwRippleMm,
                backlashMm,
                complianceMlPerMmHg,
                breakAwayN,
                slidingShare,
                sticksBelowMmPerS,
                greatestPa,
                purge);
    }
}
