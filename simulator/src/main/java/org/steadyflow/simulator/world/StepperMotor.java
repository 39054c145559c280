package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.MotorCommand;

/**
 * Stepper, driver chip and shaft encoder. Positions are fixed point, 65,536 units to a microstep, so that a finite move
 * ends exactly at its target. Acceleration is left out: at 3,000 mL/h the ramp takes less than one physics step.
 *
 * <p>The driver counts its position on while its output stage is disabled or the shaft is stalled. When it is energised
 * again after {@link MotorCommand.Off} its position starts from the encoder's.
 */
final class StepperMotor {
    private static final int UNIT_BITS = 16;
    static final double MICROSTEPS_PER_UNIT = 1.0 / (1 << UNIT_BITS);
    /** 51,200 microsteps over 4,096 counts is 12.5 microsteps. */
    private static final long UNITS_PER_COUNT = 25L << (UNIT_BITS - 1);
    /** Far beyond any life of a pump; keeps a wild target from overflowing. */
    private static final long FARTHEST_MICROSTEPS = 1L << 44;

    private static final long STEPS_PER_S = 100;

    private final long topPace;
    private final long runawayUnits;
    private final double paceFactor;
    private final RandomBits bits;

    private boolean energised;
    private long driveUnits;
    private long targetUnits;
    private long paceUnits = 1;
    private long encoderOriginUnits;
    private boolean positionSurvived;

    private long shaftUnits;
    private long forwardUnits;

    private boolean faulty;
    private boolean stalled;
    private boolean jammed;
    private boolean runaway;
    private boolean driverFault;
    private double dropProbability;
    private double strain;

    StepperMotor(WorldParameters.Motor parameters, RandomBits bits) {
        this.topPace = parameters.topPaceMicrostepsPerS();
        this.runawayUnits = (parameters.runawayMicrostepsPerS() << UNIT_BITS) / STEPS_PER_S;
        this.paceFactor = 1 + parameters.paceError().draw(bits);
        this.bits = bits;
    }

    void apply(MotorCommand command) {
        switch (command) {
            case MotorCommand.MoveTo move -> {
                energise();
                steer(move.targetMicrosteps(), move.paceMicrostepsPerS());
            }
            case MotorCommand.Hold _ -> {
                energise();
                targetUnits = driveUnits;
            }
            case MotorCommand.Off _ -> {
                energised = false;
                targetUnits = driveUnits;
            }
        }
    }

    /** The chip's output stage alone: what it has counted stays, and a ramp under way goes on. */
    void stage(boolean on) {
        energised = on;
    }

    /**
     * The chip's ramp generator alone, whether or not its output stage is on.
     *
     * @param paceMicrostepsPerS 0 stands where it is
     */
    void ramp(long targetMicrosteps, long paceMicrostepsPerS) {
        if (paceMicrostepsPerS == 0) {
            targetUnits = driveUnits;
        } else {
            steer(targetMicrosteps, paceMicrostepsPerS);
        }
    }

    /** From now on where it is, is called so. A ramp under way ends; the shaft does not move. */
    void place(long microsteps) {
        driveUnits = microsteps << UNIT_BITS;
        targetUnits = driveUnits;
    }

    private void steer(long targetMicrosteps, long paceMicrostepsPerS) {
        long target = Math.clamp(targetMicrosteps, -FARTHEST_MICROSTEPS, FARTHEST_MICROSTEPS);
        targetUnits = target << UNIT_BITS;
        long pace = Math.min(paceMicrostepsPerS, topPace);
        paceUnits = Math.max(1, (long) ((pace << UNIT_BITS) * paceFactor) / STEPS_PER_S);
    }

    private void energise() {
        if (!energised) {
            energised = true;
            driveUnits = encoderMicrosteps() << UNIT_BITS;
        }
    }

    /**
     * One physics step.
     *
     * @param enabled the output stage may drive: the charge pump is up
     * @param live the motor's rail has voltage: without it not even a shorted driver turns the shaft
     * @return units by which the shaft turned, negative backwards
     */
    long step(boolean enabled, boolean live) {
        long gap = targetUnits - driveUnits;
        if (gap == 0 && !faulty) {
            return 0;
        }
        long move = Math.clamp(gap, -paceUnits, paceUnits);
        driveUnits += move;
        long turned = enabled && energised ? move : 0;
        if (faulty) {
            turned = live ? afterFaults(turned) : 0;
        }
        shaftUnits += turned;
        forwardUnits += Math.max(0, turned);
        return turned;
    }

    private long afterFaults(long asked) {
        if (stalled || (jammed && asked > 0)) {
            return 0;
        }
        if (runaway) {
            return jammed || bits.nextUnit() < strain ? 0 : runawayUnits;
        }
        double misses = asked > 0 ? Math.max(dropProbability, strain) : dropProbability;
        boolean dropped = asked != 0 && bits.nextUnit() < misses;
        return dropped ? 0 : asked;
    }

    /** Driver and encoder lose their power: the shaft stays, both coordinates are gone. */
    void losePower() {
        energised = false;
        positionSurvived = false;
        driveUnits = 0;
        targetUnits = 0;
        runaway = false;
        noteFaults();
    }

    /** The encoder counts from 0 again; its edges stay where they are on the shaft. */
    void regainPower() {
        encoderOriginUnits = Math.floorDiv(shaftUnits, UNITS_PER_COUNT) * UNITS_PER_COUNT;
    }

    void trustPosition() {
        positionSurvived = true;
    }

    void stall(boolean present) {
        stalled = present;
        noteFaults();
    }

    /** The mechanism withstands the motor: it turns back, not on. */
    void jam(boolean present) {
        jammed = present;
        noteFaults();
    }

    /**
     * What it pushes against is nearly, or wholly, more than it can.
     *
     * @param share part of its forward steps that it misses
     */
    void strain(double share) {
        strain = share;
        noteFaults();
    }

    void runAway(boolean present) {
        runaway = present;
        noteFaults();
    }

    void dropSteps(double probability) {
        dropProbability = probability;
        noteFaults();
    }

    void failDriver(boolean present) {
        driverFault = present;
    }

    private void noteFaults() {
        faulty = stalled || jammed || runaway || dropProbability > 0 || strain > 0;
    }

    boolean energised() {
        return energised;
    }

    boolean positionSurvived() {
        return positionSurvived;
    }

    boolean driverFault() {
        return driverFault;
    }

    /** Edges of both channels since the encoder has had its power. */
    long encoderCounts() {
        return Math.floorDiv(shaftUnits - encoderOriginUnits, UNITS_PER_COUNT);
    }

    /** Rounded down to a whole count, then to a whole microstep. */
    long encoderMicrosteps() {
        return (encoderCounts() * 25) >> 1;
    }

    /** A ramp is under way. */
    boolean ramping() {
        return targetUnits != driveUnits;
    }

    long driveMicrosteps() {
        return driveUnits >> UNIT_BITS;
    }

    /** The shaft in the encoder's coordinate, unrounded: what the encoder would say if it were perfect. */
    double shaftInEncoderCoordinate() {
        return (shaftUnits - encoderOriginUnits) * MICROSTEPS_PER_UNIT;
    }

    long shaftUnits() {
        return shaftUnits;
    }

    long shaftMicrosteps() {
        return shaftUnits >> UNIT_BITS;
    }

    long forwardMicrosteps() {
        return forwardUnits >> UNIT_BITS;
    }
}
