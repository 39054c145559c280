package org.steadyflow.simulator.world;

/**
 * Lead screw, play, springy plunger and a stopper that sticks: what the screw pushes first takes up the play, then
 * presses plunger and stopper together until the stopper breaks away. It slides to where friction holds it again, at
 * once where it is slow: a row of small jumps at a low rate, an even flow at a high one. When the line opens after an
 * occlusion it follows in the same way. All lengths are volumes of this barrel, in femtolitres.
 */
final class SyringeDriver implements Displacer {
    private static final double NL_PER_MM_OF_A_SQUARE_MM = 1_000;
    private static final double SQUARE_MM_PER_SQUARE_M = 1e6;
    private static final double MICROSTEPS_PER_TURN = 51_200;

    private final double gain;
    private final double flPerUnit;
    private final double turnsPerUnit;
    private final double rippleFl;
    private final double firstPhase;
    private final double playFl;
    private final double paPerFl;
    private final double linePaPerFl;
    private final double breakAwayPa;
    private final double slidingPa;
    private final double greatestPa;
    private final double restsBelowFl;
    private final boolean purged;

    /** The end of the plunger that the screw pushes, and the stopper at its other end. */
    private double carriageFl;

    private double stopperFl;
    private boolean sliding;

    SyringeDriver(SyringeMechanics parameters, WorldParameters.Line line, RandomBits bits) {
        double bore = parameters.boreMm();
        gain = (1 + parameters.gainError().draw(bits))
                * (1 + parameters.pitchError().draw(bits));
        double areaSquareMm = Math.PI / 4 * bore * bore * gain;
        double flPerMm = areaSquareMm * NL_PER_MM_OF_A_SQUARE_MM * Femtolitres.PER_NL;
        flPerUnit = flPerMm / MICROSTEPS_PER_TURN * StepperMotor.MICROSTEPS_PER_UNIT;
        turnsPerUnit = StepperMotor.MICROSTEPS_PER_UNIT / MICROSTEPS_PER_TURN;
        rippleFl = parameters.screwRippleMm() * flPerMm;
        firstPhase = bits.nextUnit();
        playFl = parameters.backlashMm().draw(bits) * flPerMm;
        paPerFl = FluidLine.PA_PER_MMHG / (parameters.complianceMlPerMmHg().draw(bits) * Femtolitres.PER_ML);
        linePaPerFl = FluidLine.PA_PER_MMHG / (line.complianceMlPerMmHg() * Femtolitres.PER_ML);
        breakAwayPa = parameters.breakAwayN().draw(bits) / areaSquareMm * SQUARE_MM_PER_SQUARE_M;
        slidingPa = breakAwayPa * parameters.slidingShare();
        greatestPa = parameters.greatestPa();
        restsBelowFl = parameters.sticksBelowMmPerS() * flPerMm * FluidLine.STEP_S;
        purged = parameters.purged();
        place(0, line.veinMmHg() * FluidLine.PA_PER_MMHG);
    }

    @Override
    public long displaced(long shaftUnits, long turnedUnits, double backPressurePa, double upstreamPa) {
        if (turnedUnits != 0) {
            double screwFl = screwAt(shaftUnits);
            carriageFl = Math.clamp(carriageFl, screwFl - playFl, screwFl);
        }
        double pushPa = (carriageFl - stopperFl) * paPerFl - backPressurePa;
        double holdsPa = sliding ? slidingPa : breakAwayPa;
        if (Math.abs(pushPa) <= holdsPa) {
            sliding = false;
            return 0;
        }
        double freePa = pushPa - Math.copySign(slidingPa, pushPa);
        return (long) Math.rint(freePa / (paPerFl + linePaPerFl));
    }

    @Override
    public void moved(long femtolitres) {
        stopperFl += femtolitres;
        sliding = Math.abs(femtolitres) >= restsBelowFl;
    }

    @Override
    public void load(long shaftUnits) {
        place(shaftUnits, 0);
    }

    private void place(long shaftUnits, double backPressurePa) {
        double screwFl = screwAt(shaftUnits);
        carriageFl = purged ? screwFl - playFl : screwFl;
        stopperFl = purged ? carriageFl - (slidingPa + backPressurePa) / paPerFl : carriageFl;
        sliding = false;
    }

    private double screwAt(long shaftUnits) {
        double lead = Math.sin((shaftUnits * turnsPerUnit + firstPhase) * 2 * Math.PI);
        return shaftUnits * flPerUnit + rippleFl * lead;
    }

    @Override
    public boolean isJammed() {
        return (carriageFl - stopperFl) * paPerFl >= greatestPa;
    }

    /** It stands by {@link #isJammed} alone: between screw and liquid there is the plunger. */
    @Override
    public double missedShare(double backPressurePa) {
        return 0;
    }

    /** Bore and screw grow by parts in ten thousand: left out. */
    @Override
    public void temperature(double celsius) {}

    @Override
    public double gain() {
        return gain;
    }
}
