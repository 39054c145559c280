package org.steadyflow.simulator.world;

/**
 * Turns shaft travel into displaced volume. Flow over one roller pitch is Q0 (1 + a f): a dip to -0.2 Q0 (fluid runs
 * back) for 5 % of the pitch as a roller lets go of the tube, and a wave of amplitude a over the rest, lifted so that
 * the mean of f is 0. The integral of that is tabulated, so a step that spans any part of a pitch displaces exactly its
 * share.
 */
final class PeristalticCassette implements Displacer {
    private static final int CELLS = 1_000;
    private static final double DIP_SHARE = 0.05;
    private static final double DIP_DEPTH = 1.2;

    private final double fullGain;
    private final double femtolitresPerUnit;
    private final double pitchesPerUnit;
    private final double femtolitresPerPitch;
    private final double lossPerPa;
    private final double creepPerStep;
    private final double leastGain;
    private final double firstPhase;
    /**
     * Volume ahead of the even flow at each 1/1,000 of a pitch, as a share of a pitch's volume. It runs one cell into
     * the next pitch, because a phase a hair below 1 may round to 1.
     */
    private final double[] ahead = new double[CELLS + 2];

    private double gain;
    private double lastAhead;

    PeristalticCassette(WorldParameters.Cassette parameters, RandomBits bits) {
        double nlPerMicrostep = (double) parameters.nominal().nanolitres()
                / parameters.nominal().microsteps();
        double coldKelvin = Math.max(0, 20 - parameters.celsius());
        fullGain = (1 + parameters.gainError().draw(bits))
                * (1 - coldKelvin * parameters.coldLossPerKelvin().draw(bits));
        femtolitresPerUnit = nlPerMicrostep * Femtolitres.PER_NL * StepperMotor.MICROSTEPS_PER_UNIT;
        pitchesPerUnit = StepperMotor.MICROSTEPS_PER_UNIT / parameters.rollerPitchMicrosteps();
        femtolitresPerPitch = nlPerMicrostep * Femtolitres.PER_NL * parameters.rollerPitchMicrosteps();
        lossPerPa = parameters.backPressureLossPerMmHg().draw(bits) / FluidLine.PA_PER_MMHG;
        creepPerStep = fullGain * parameters.creepPerHour().draw(bits) / (3_600.0 / FluidLine.STEP_S);
        leastGain = fullGain * (1 - parameters.greatestCreep());
        fillTable(parameters.ripple().draw(bits));
        firstPhase = bits.nextUnit();
        gain = fullGain;
        lastAhead = aheadAt(0);
    }

    private void fillTable(double amplitude) {
        double depth = amplitude == 0 ? 0 : DIP_DEPTH;
        double lift = depth * DIP_SHARE / (1 - DIP_SHARE);
        for (int cell = 0; cell <= CELLS; cell++) {
            double phase = (double) cell / CELLS;
            double rest = (phase - DIP_SHARE) / (1 - DIP_SHARE);
            double wave = amplitude * (1 - DIP_SHARE) / (2 * Math.PI) * (1 - Math.cos(2 * Math.PI * rest));
            ahead[cell] = phase <= DIP_SHARE ? -depth * phase : -depth * DIP_SHARE + lift * (phase - DIP_SHARE) + wave;
        }
        ahead[CELLS + 1] = ahead[1];
    }

    @Override
    public long displaced(long shaftUnits, long turnedUnits, double backPressurePa) {
        if (turnedUnits == 0) {
            return 0;
        }
        double nowAhead = aheadAt(shaftUnits);
        double volume = turnedUnits * femtolitresPerUnit + (nowAhead - lastAhead) * femtolitresPerPitch;
        lastAhead = nowAhead;
        double slip = Math.max(0, 1 - lossPerPa * backPressurePa);
        gain = Math.max(leastGain, gain - creepPerStep);
        return (long) Math.rint(volume * gain * slip);
    }

    private double aheadAt(long shaftUnits) {
        double pitches = shaftUnits * pitchesPerUnit + firstPhase;
        double place = (pitches - Math.floor(pitches)) * CELLS;
        int cell = (int) place;
        double left = ahead[cell];
        return left + (ahead[cell + 1] - left) * (place - cell);
    }

    /** It displaces by where its rollers are, whatever became of it. */
    @Override
    public void moved(long femtolitres) {}

    /** Another bag on the same set. */
    @Override
    public void load(long shaftUnits) {}

    /** Its rollers slip before the motor stalls. */
    @Override
    public boolean isJammed() {
        return false;
    }

    @Override
    public double gain() {
        return gain;
    }
}
