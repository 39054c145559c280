package org.steadyflow.simulator.world;

import java.util.Optional;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * The world around one pump and the controls of everything that can happen to it. Time passes only in
 * {@link #advanceTo}. The same parameters, seed and calls give the same world, to the last bit. One thread.
 */
public final class World {
    /** One physics step: 10 ms. */
    public static final long STEP_NS = 10_000_000L;
    /** The enable charge pump decays this long after its last edge. */
    public static final long GATE_HOLD_NS = 250_000_000L;

    private static final long NS_PER_MS = 1_000_000L;
    /** Air that changes the line's compliance by 0.1 % of a stiff set's. */
    private static final long AIR_STEP_FL = 1_000_000_000L;

    private static final long MOTOR_STREAM = 1;
    private static final long SET_STREAM = 2;
    private static final long SENSOR_STREAM = 3;

    private final WorldParameters parameters;
    private final StepperMotor motor;
    private final PeristalticCassette cassette;
    private final FluidLine line;
    private final AirColumn air;
    private final PowerSupply power;
    private final SensorFaults sensorFaults = new SensorFaults();
    private final CauseLog causes = new CauseLog();
    private final ShownSignal shown = new ShownSignal();
    private final SimulatedHardware hardware;
    private final WorldTruth truth;

    private long steppedNs;
    private long clockNs;
    private long wallOffsetMs;
    private boolean powered = true;
    private boolean doorOpen;
    private long startKeyUntilNs;
    private long stopKeyUntilNs;
    private long lastKickNs = -GATE_HOLD_NS;
    private long lastTurnNs = -1;
    private long airComplianceFl;
    private Optional<ConservationViolation> violation = Optional.empty();

    public World(WorldParameters parameters, long seed) {
        this.parameters = parameters;
        this.motor = new StepperMotor(parameters.motor(), new RandomBits(seed, MOTOR_STREAM));
        this.cassette = new PeristalticCassette(parameters.cassette(), new RandomBits(seed, SET_STREAM));
        this.line = new FluidLine(parameters.line(), parameters.container());
        this.air = new AirColumn(
                parameters.air(),
                Femtolitres.ofMl(parameters.container().lineVolumeMl()) + line.upStoredFl(),
                Femtolitres.ofMl(parameters.line().volumeMl()) + line.downStoredFl());
        this.power = new PowerSupply(parameters.power());
        this.hardware = new SimulatedHardware(this, parameters.sensors(), new RandomBits(seed, SENSOR_STREAM));
        this.truth = new WorldTruth(this);
        causes.begin(Cause.ENCODER_LOST, 0);
    }

    /** What the firmware talks to. */
    public SimulatedHardware hardware() {
        return hardware;
    }

    /** What the referee reads. */
    public WorldTruth truth() {
        return truth;
    }

    /** Where the simulation adds causes that are not the world's own. */
    public CauseLog causes() {
        return causes;
    }

    public WorldParameters parameters() {
        return parameters;
    }

    /**
     * Lets time pass in whole physics steps up to {@code timeNs}; clocks read exactly that time.
     *
     * @throws IllegalArgumentException when that time is past
     */
    public void advanceTo(long timeNs) {
        if (timeNs < clockNs) {
            throw new IllegalArgumentException("world time " + clockNs + " ns is beyond " + timeNs + " ns");
        }
        if (powered && timeNs >= power.emptyAtNs()) {
            passTo(Math.max(clockNs, power.emptyAtNs()));
            cutPower();
        }
        passTo(timeNs);
    }

    public void advance(long durationNs) {
        advanceTo(Math.addExact(clockNs, durationNs));
    }

    private void passTo(long timeNs) {
        while (steppedNs + STEP_NS <= timeNs) {
            step();
        }
        clockNs = timeNs;
    }

    private void step() {
        steppedNs += STEP_NS;
        boolean enabled = powered && steppedNs - lastKickNs <= GATE_HOLD_NS;
        long turned = motor.step(enabled);
        long displaced = 0;
        if (turned != 0) {
            lastTurnNs = steppedNs;
            long moved = cassette.displaced(motor.shaftUnits(), turned, line.downstreamPa());
            displaced = clampOpen() ? moved : 0;
        }
        line.step(displaced);
        if (air.isPresent() || line.empty()) {
            followAir();
        }
        if (line.heldFl() != line.suppliedFl()) {
            noteViolation();
        }
    }

    private void followAir() {
        if (line.empty()) {
            causes.begin(Cause.CONTAINER_EMPTY, steppedNs);
            air.enter(line.lastAirInFl(), line.inflowFl() - line.lastInflowFl());
        }
        if (!air.isPresent()) {
            return;
        }
        causes.begin(Cause.AIR_IN_LINE, steppedNs);
        air.follow(line.pumpedFl(), line.patientFl());
        lowerColumn();
        if (Math.abs(air.belowPumpFl() - airComplianceFl) >= AIR_STEP_FL || !air.isPresent()) {
            updateAirCompliance();
        }
        if (!air.isPresent()) {
            causes.end(Cause.AIR_IN_LINE, steppedNs);
        }
    }

    private void updateAirCompliance() {
        airComplianceFl = air.belowPumpFl();
        line.airDownstream(Femtolitres.toMl(airComplianceFl));
    }

    /** The level sinks in the line below an empty vented container, and the head with it. */
    private void lowerColumn() {
        if (line.empty() && line.vented()) {
            double airAboveMl = Femtolitres.toMl(air.inLineFl() - air.belowPumpFl());
            line.head(Math.max(0, 1 - airAboveMl / parameters.container().lineVolumeMl()));
        }
    }

    private void noteViolation() {
        if (violation.isEmpty()) {
            violation = Optional.of(new ConservationViolation(steppedNs, line.heldFl() - line.suppliedFl()));
        }
    }

    // What people and faults do. Each takes effect with the next physics step.

    /**
     * Narrows the line to the vein.
     *
     * @param factor on its resistance, at least 1; infinity closes it
     */
    public void kinkDownstream(double factor) {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("a kink multiplies the resistance by at least 1, not " + factor);
        }
        line.kink(factor);
        causes.begin(Cause.DOWNSTREAM_BLOCKED, clockNs);
    }

    public void clearDownstream() {
        line.kink(1);
        causes.end(Cause.DOWNSTREAM_BLOCKED, clockNs);
    }

    public void clampUpstream() {
        line.clampUpstream(true);
        causes.begin(Cause.UPSTREAM_BLOCKED, clockNs);
    }

    public void clearUpstream() {
        line.clampUpstream(false);
        causes.end(Cause.UPSTREAM_BLOCKED, clockNs);
    }

    /** A cough, a cuff, a raised arm: the pressure that the line flows against. */
    public void setVeinPressure(Pressure pressure) {
        line.vein(pressure.pascals() / FluidLine.PA_PER_MMHG);
        causes.begin(Cause.VEIN_PRESSURE_CHANGED, clockNs);
    }

    public void resetVeinPressure() {
        line.vein(parameters.line().veinMmHg());
        causes.end(Cause.VEIN_PRESSURE_CHANGED, clockNs);
    }

    /** Air takes the place of as much liquid just upstream of the pump. */
    public void insertBubble(Volume volume) {
        air.insert(Femtolitres.of(volume), line.pumpedFl());
        causes.begin(Cause.AIR_IN_LINE, clockNs);
    }

    /** A person draws all air out of the line and fills it with liquid. */
    public void removeAir() {
        air.remove();
        line.head(1);
        updateAirCompliance();
        causes.end(Cause.AIR_IN_LINE, clockNs);
    }

    /** A full container in the place of the old one, whose rest is thrown away. */
    public void refillContainer(Volume volume) {
        line.refill(Femtolitres.of(volume));
        air.sealed();
        causes.end(Cause.CONTAINER_EMPTY, clockNs);
    }

    public void openDoor() {
        doorOpen = true;
        causes.begin(Cause.DOOR_OPEN, clockNs);
    }

    public void closeDoor() {
        doorOpen = false;
        causes.end(Cause.DOOR_OPEN, clockNs);
    }

    public void pressStartKey(long durationNs) {
        startKeyUntilNs = Math.addExact(clockNs, durationNs);
        causes.happened(Cause.START_KEY_PRESSED, clockNs, startKeyUntilNs);
    }

    public void pressStopKey(long durationNs) {
        stopKeyUntilNs = Math.addExact(clockNs, durationNs);
        causes.happened(Cause.STOP_KEY_PRESSED, clockNs, stopKeyUntilNs);
    }

    /** The shaft no longer turns; the driver does not notice. */
    public void stallMotor() {
        motor.stall(true);
        causes.begin(Cause.MOTOR_STALLED, clockNs);
    }

    public void freeMotor() {
        motor.stall(false);
        causes.end(Cause.MOTOR_STALLED, clockNs);
    }

    /**
     * The shaft misses a part of its steps.
     *
     * @param probability of losing the travel of one physics step, 0 heals
     */
    public void dropSteps(double probability) {
        motor.dropSteps(probability);
        setCause(Cause.STEPS_DROPPED, probability > 0);
    }

    /** A shorted driver turns the shaft forwards whatever it is told, until the power goes. */
    public void runAway() {
        motor.runAway(true);
        causes.begin(Cause.MOTOR_RUNAWAY, clockNs);
    }

    /** The driver reports over-temperature, short circuit or open load; it still obeys. */
    public void setDriverFault(boolean present) {
        motor.failDriver(present);
        setCause(Cause.DRIVER_FAILED, present);
    }

    public void setMains(boolean present) {
        power.mains(present, clockNs);
        setCause(Cause.MAINS_LOST, !present);
    }

    /** Everything goes dark. Motor off, clamp closed, both position coordinates lost. */
    public void cutPower() {
        powered = false;
        motor.losePower();
        shown.change(Signal.QUIET, clockNs);
        lastKickNs = clockNs - GATE_HOLD_NS - STEP_NS;
        causes.end(Cause.MOTOR_RUNAWAY, clockNs);
        causes.begin(Cause.POWER_CUT, clockNs);
        causes.begin(Cause.ENCODER_LOST, clockNs);
    }

    public void restorePower() {
        if (!powered) {
            powered = true;
            motor.regainPower();
            causes.end(Cause.POWER_CUT, clockNs);
        }
    }

    /**
     * Holds a sensor at a value.
     *
     * @param value in the unit that {@link Sensor} names
     */
    public void stickSensor(Sensor sensor, double value) {
        sensorFaults.hold(sensor, value);
        causes.begin(Cause.SENSOR_BROKEN, clockNs);
    }

    /** Holds a sensor at what it reads now. */
    public void stickSensor(Sensor sensor) {
        stickSensor(sensor, hardware.reading(sensor));
    }

    /** Cuts a sensor's wire: it reads the end of its range, an encoder stays where it is. */
    public void breakSensor(Sensor sensor) {
        double value = sensor == Sensor.ENCODER ? hardware.reading(sensor) : sensor.brokenValue();
        stickSensor(sensor, value);
    }

    public void mendSensor(Sensor sensor) {
        sensorFaults.free(sensor);
        setCause(Cause.SENSOR_BROKEN, sensorFaults.any());
    }

    /** Sets the wall clock on, or back when negative. The monotonic clock does not notice. */
    public void jumpClock(long byMs) {
        wallOffsetMs = Math.addExact(wallOffsetMs, byMs);
        causes.happened(Cause.CLOCK_JUMPED, clockNs, clockNs);
    }

    private void setCause(Cause cause, boolean present) {
        if (present) {
            causes.begin(cause, clockNs);
        } else {
            causes.end(cause, clockNs);
        }
    }

    // What hardware and truth share.

    void kick() {
        lastKickNs = clockNs;
    }

    void show(Signal signal) {
        shown.change(signal, clockNs);
    }

    void trustPosition() {
        motor.trustPosition();
        causes.end(Cause.ENCODER_LOST, clockNs);
    }

    /** The normally-closed clamp: open while the motor's rail is up and the driver is energised. */
    boolean clampOpen() {
        return powered && motor.energised() && steppedNs - lastKickNs <= GATE_HOLD_NS;
    }

    boolean powered() {
        return powered;
    }

    boolean doorOpen() {
        return doorOpen;
    }

    long clockNs() {
        return clockNs;
    }

    long wallMs() {
        return parameters.wallStartMs() + clockNs / NS_PER_MS + wallOffsetMs;
    }

    long startKeyUntilNs() {
        return startKeyUntilNs;
    }

    long stopKeyUntilNs() {
        return stopKeyUntilNs;
    }

    long lastKickNs() {
        return lastKickNs;
    }

    long lastTurnNs() {
        return lastTurnNs;
    }

    long steppedNs() {
        return steppedNs;
    }

    StepperMotor motor() {
        return motor;
    }

    PeristalticCassette cassette() {
        return cassette;
    }

    FluidLine line() {
        return line;
    }

    AirColumn air() {
        return air;
    }

    PowerSupply power() {
        return power;
    }

    SensorFaults sensorFaults() {
        return sensorFaults;
    }

    ShownSignal shown() {
        return shown;
    }

    Optional<ConservationViolation> violation() {
        return violation;
    }
}
