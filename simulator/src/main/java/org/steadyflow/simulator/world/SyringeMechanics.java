package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Mechanism;

/**
 * One real syringe in one real driver. Figures are those of docs/mechanisms.md.
 *
 * @param syringe its nominal make
 * @param gainError error of the volume per turn: 2 %, a bore tolerance of 1 % (design value)
 * @param pitchError error of the lead screw's pitch, design value
 * @param screwRippleMm the screw leads and lags by this once a turn, design value
 * @param backlashMm play between screw and plunger, design value
 * @param complianceMlPerMmHg of plunger and stopper. With the line's own 1.3e-3 they make the 1.2e-3 to 2.8e-3 that is
 *     measured of whole systems with a 60 mL syringe; in proportion to the bore's area for the others
 * @param breakAwayN force that frees the resting stopper: 5-20 N at 60 mL, in proportion to the bore for the others
 * @param slidingShare part of that force which remains while the stopper slides, design value
 * @param sticksBelowMmPerS speed below which a sliding stopper rests again, design value
 * @param greatestPa pressure of the plunger at which the motor stalls; its current is set for each size so that no
 *     plunger is crushed, design value
 * @param purged whether a person ran the drive until the first drop came, as is usual: play and friction are taken up
 */
public record SyringeMechanics(
        Mechanism.Syringe syringe,
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
    /** Chip limit 1 mm/s, twice the greatest rate; a shorted driver turns half as fast (design values). */
    static final WorldParameters.Motor MOTOR =
            new WorldParameters.Motor(51_200, 25_600, WorldParameters.Motor.DEFAULT.paceError());

    private static final double BORE_OF_60_ML_HUNDREDTHS_MM = Mechanism.Syringe.ML_60.boreHundredthsMm();

    /** The usual syringe of this make, purged. */
    public static SyringeMechanics of(Mechanism.Syringe syringe) {
        double bore = syringe.boreHundredthsMm() / BORE_OF_60_ML_HUNDREDTHS_MM;
        double area = bore * bore;
        return new SyringeMechanics(
                syringe,
                Spread.around(0, 0.02),
                Spread.around(0, 0.001),
                0.005,
                new Spread(0.02, 0.10),
                new Spread(0.3e-3 * area, 1.1e-3 * area),
                new Spread(5 * bore, 20 * bore),
                0.9,
                0.005,
                400_000,
                true);
    }

    @Override
    public Mechanism mechanism() {
        return syringe;
    }

    @Override
    public SyringeMechanics withGainError(double fraction) {
        return new SyringeMechanics(
                syringe,
                Spread.exactly(fraction),
                Spread.exactly(0),
                screwRippleMm,
                backlashMm,
                complianceMlPerMmHg,
                breakAwayN,
                slidingShare,
                sticksBelowMmPerS,
                greatestPa,
                purged);
    }

    /** Just clamped in, or purged. */
    public SyringeMechanics withPurge(boolean done) {
        return new SyringeMechanics(
                syringe,
                gainError,
                pitchError,
                screwRippleMm,
                backlashMm,
                complianceMlPerMmHg,
                breakAwayN,
                slidingShare,
                sticksBelowMmPerS,
                greatestPa,
                done);
    }
}
