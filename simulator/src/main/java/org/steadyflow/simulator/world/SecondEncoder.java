package org.steadyflow.simulator.world;

/**
 * The monitor's own sensor of position: an absolute magnetic encoder of 12 bits (AS5600) on the rotor of the cassette,
 * or on the lead screw of a syringe, on a bus of its own. It converts every 20 ms and knows nothing of the motor's
 * encoder; the controller does not read it. Same thread as the world.
 */
public final class SecondEncoder {
    public static final int COUNTS_PER_TURN = 4_096;
    public static final long PERIOD_NS = 20_000_000L;

    private static final double DEGREES_PER_TURN = 360;

    private final World world;
    private final RandomBits bits;
    private final double turnsPerUnit;
    private final double bentTurns;
    private final double bentPhase;
    private final double noiseTurns;
    private final double zeroTurns;
    private Reading last = new Reading(-PERIOD_NS, 0, true);

    /**
     * @param nonlinearityDegrees error that comes and goes once a turn, drawn once
     * @param noiseDegrees root mean square
     */
    public record Quality(Spread nonlinearityDegrees, double noiseDegrees) {}

    /**
     * @param convertedNs world time of the conversion
     * @param angleCounts 0 to 4,095, growing with forward travel
     * @param magnetSeen whether the magnet is as strong as it should be; the angle means nothing without
     */
    public record Reading(long convertedNs, int angleCounts, boolean magnetSeen) {}

    /** @param microstepsPerTurn of the part that it sits on */
    SecondEncoder(World world, Quality quality, double microstepsPerTurn, RandomBits bits) {
        this.world = world;
        this.bits = bits;
        this.turnsPerUnit = StepperMotor.MICROSTEPS_PER_UNIT / microstepsPerTurn;
        this.bentTurns = quality.nonlinearityDegrees().draw(bits) / DEGREES_PER_TURN;
        this.bentPhase = bits.nextUnit();
        this.zeroTurns = bits.nextUnit();
        this.noiseTurns = quality.noiseDegrees() / DEGREES_PER_TURN;
    }

    /** The newest conversion. */
    public Reading read() {
        long convertedNs = world.plant().tape().angleNs();
        if (convertedNs != last.convertedNs()) {
            last = converted(convertedNs);
        }
        return last;
    }

    private Reading converted(long convertedNs) {
        double turns = world.plant().tape().angleUnits() * turnsPerUnit + zeroTurns;
        double bent = bentTurns * Math.sin((turns + bentPhase) * 2 * Math.PI);
        double noise = noiseTurns * gauss();
        int counts = Math.floorMod((long) Math.floor((turns + bent + noise) * COUNTS_PER_TURN), COUNTS_PER_TURN);
        double held = world.sensorFaults().seen(Sensor.SECOND_ENCODER, counts);
        boolean magnetSeen = held >= 0;
        return new Reading(convertedNs, magnetSeen ? (int) held : 0, magnetSeen);
    }

    /** Sum of twelve even numbers: normal enough for noise. */
    private double gauss() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += bits.nextUnit();
        }
        return sum;
    }
}
