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

    private static final double WARM_CELSIUS = 20;

    private final double freshGain;
    private final double femtolitresPerUnit;
    private final double pitchesPerUnit;
    private final double femtolitresPerPitch;
    private final double lossPerPa;
    private final double suctionLossPerPa;
    private final double coldLossPerKelvin;
    private final double creepPerStep;
    private final double leastKept;
    private final double missesFromPa;
    private final double stallsAtPa;
    private final double firstPhase;
    /**
     * Volume ahead of the even flow at each 1/1,000 of a pitch, as a share of a pitch's volume. It runs one cell into
     * the next pitch, because a phase a hair below 1 may round to 1.
     */
    private final double[] ahead = new double[CELLS + 2];

    private double coldGain;
    private double kept;
    private double lastAhead;

    /** @param shaftUnits where the shaft is when the set is put in */
    PeristalticCassette(WorldParameters.Cassette parameters, double celsius, long shaftUnits, RandomBits bits) {
        double nlPerMicrostep = (double) parameters.nominal().nanolitres()
                / parameters.nominal().microsteps();
        freshGain = 1 + parameters.gainError().draw(bits);
        coldLossPerKelvin = parameters.coldLossPerKelvin().draw(bits);
        femtolitresPerUnit = nlPerMicrostep * Femtolitres.PER_NL * StepperMotor.MICROSTEPS_PER_UNIT;
        pitchesPerUnit = StepperMotor.MICROSTEPS_PER_UNIT / parameters.rollerPitchMicrosteps();
        femtolitresPerPitch = nlPerMicrostep * Femtolitres.PER_NL * parameters.rollerPitchMicrosteps();
        lossPerPa = parameters.slip().backPressureLossPerMmHg().draw(bits) / FluidLine.PA_PER_MMHG;
        suctionLossPerPa = parameters.slip().suctionLossPerMmHg().draw(bits) / FluidLine.PA_PER_MMHG;
        double creep = parameters.creep().total().draw(bits);
        double creepHours = parameters.creep().hours().draw(bits);
        creepPerStep = creep / (creepHours * 3_600 / FluidLine.STEP_S);
        leastKept = 1 - creep;
        kept = 1 - creep * Math.min(1, parameters.creep().ageHours() / creepHours);
        missesFromPa = parameters.torque().missesFromMmHg() * FluidLine.PA_PER_MMHG;
        stallsAtPa = parameters.torque().stallsAtMmHg() * FluidLine.PA_PER_MMHG;
        fillTable(parameters.ripple().draw(bits));
        firstPhase = bits.nextUnit();
        temperature(celsius);
        lastAhead = aheadAt(shaftUnits);
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
    public long displaced(long shaftUnits, long turnedUnits, double backPressurePa, double upstreamPa) {
        if (turnedUnits == 0) {
            return 0;
        }
        double nowAhead = aheadAt(shaftUnits);
        double volume = turnedUnits * femtolitresPerUnit + (nowAhead - lastAhead) * femtolitresPerPitch;
        lastAhead = nowAhead;
        double filled = 1 - lossPerPa * backPressurePa + suctionLossPerPa * Math.min(0, upstreamPa);
        kept = Math.max(leastKept, kept - creepPerStep);
        return (long) Math.rint(volume * coldGain * kept * Math.max(0, filled));
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

    /** Its motor turns back out of any pressure; {@link #missedShare} says how far it gets forwards. */
    @Override
    public boolean isJammed() {
        return false;
    }

    @Override
    public double missedShare(double backPressurePa) {
        if (backPressurePa <= missesFromPa) {
            return 0;
        }
        return backPressurePa >= stallsAtPa ? 1 : (backPressurePa - missesFromPa) / (stallsAtPa - missesFromPa);
    }

    @Override
    public void temperature(double celsius) {
        coldGain = freshGain * Math.max(0, 1 - coldLossPerKelvin * Math.max(0, WARM_CELSIUS - celsius));
    }

    @Override
    public double gain() {
        return coldGain * kept;
    }
}
