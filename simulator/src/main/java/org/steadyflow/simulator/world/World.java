package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Supervision;
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
    private static final long SENSOR_STREAM = 3;
    private static final int MILLI = 1_000;

    private final WorldParameters parameters;
    private final CauseLog causes = new CauseLog();
    private final Plant plant;
    private final PowerSupply power;
    private final SensorFaults sensorFaults = new SensorFaults();
    private final ShownSignal shown = new ShownSignal();
    private final SimulatedHardware hardware;
    private final WorldTruth truth;

    private long clockNs;
    private long wallOffsetMs;
    private boolean batteryDied;
    private boolean doorOpen;
    private int boardMilliCelsius;
    private Supervision supervision = Supervision.QUIET;
    private long startKeyUntilNs;
    private long stopKeyUntilNs;

    public World(WorldParameters parameters, long seed) {
        this.parameters = parameters;
        this.plant = new Plant(parameters, seed, causes);
        this.boardMilliCelsius = milliCelsius(parameters.sensors().boardCelsius());
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
        if (powered() && timeNs >= power.emptyAtNs()) {
            passTo(Math.max(clockNs, power.emptyAtNs()));
            cutPower();
            batteryDied = true;
        }
        passTo(timeNs);
    }

    public void advance(long durationNs) {
        advanceTo(Math.addExact(clockNs, durationNs));
    }

    private void passTo(long timeNs) {
        plant.passTo(timeNs);
        clockNs = timeNs;
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
        plant.line().kink(factor);
        causes.begin(Cause.DOWNSTREAM_BLOCKED, clockNs);
    }

    public void clearDownstream() {
        plant.line().kink(1);
        causes.end(Cause.DOWNSTREAM_BLOCKED, clockNs);
    }

    public void clampUpstream() {
        plant.line().clampUpstream(true);
        causes.begin(Cause.UPSTREAM_BLOCKED, clockNs);
    }

    public void clearUpstream() {
        plant.line().clampUpstream(false);
        causes.end(Cause.UPSTREAM_BLOCKED, clockNs);
    }

    /** A cough, a cuff, a raised arm: the pressure that the line flows against. */
    public void setVeinPressure(Pressure pressure) {
        plant.line().vein(pressure.pascals() / FluidLine.PA_PER_MMHG);
        causes.begin(Cause.VEIN_PRESSURE_CHANGED, clockNs);
    }

    public void resetVeinPressure() {
        plant.line().vein(parameters.line().veinMmHg());
        causes.end(Cause.VEIN_PRESSURE_CHANGED, clockNs);
    }

    /** Air takes the place of as much liquid just upstream of the pump. */
    public void insertBubble(Volume volume) {
        plant.air().insert(Femtolitres.of(volume), plant.line().pumpedFl());
        causes.begin(Cause.AIR_IN_LINE, clockNs);
    }

    /** A person draws all air out of the line and fills it with liquid. */
    public void removeAir() {
        plant.removeAir();
        causes.end(Cause.AIR_IN_LINE, clockNs);
    }

    /** A full container in the place of the old one, whose rest is thrown away; it must fit the mechanism. */
    public void refillContainer(Volume volume) {
        plant.load(volume);
        plant.air().sealed();
        causes.end(Cause.CONTAINER_EMPTY, clockNs);
    }

    public void openDoor() {
        doorOpen = true;
        plant.doorOpen(true);
        causes.begin(Cause.DOOR_OPEN, clockNs);
    }

    public void closeDoor() {
        doorOpen = false;
        plant.doorOpen(false);
        causes.end(Cause.DOOR_OPEN, clockNs);
    }

    /** The cassette, or the syringe, is out of its place: nothing squeezes the set any more. */
    public void unseatSet() {
        plant.setSeated(false);
        causes.begin(Cause.SET_UNSEATED, clockNs);
    }

    public void seatSet() {
        plant.setSeated(true);
        causes.end(Cause.SET_UNSEATED, clockNs);
    }

    /** The clamp on the line no longer closes: with the door open or the set out, liquid runs by its own weight. */
    public void setClampFailed(boolean present) {
        plant.clampFailed(present);
    }

    /** The sun, a heater, a blanket over the pump. */
    public void heatBoard(double celsius) {
        boardMilliCelsius = milliCelsius(celsius);
        causes.begin(Cause.BOARD_HOT, clockNs);
    }

    public void coolBoard() {
        boardMilliCelsius = milliCelsius(parameters.sensors().boardCelsius());
        causes.end(Cause.BOARD_HOT, clockNs);
    }

    /** The independent monitor cuts the motor's power until it is reset. */
    public void setMonitorTripped(boolean present) {
        plant.monitorTripped(present);
        supervise(new Supervision(present, supervision.selfTestFailed(), supervision.tampered()));
        setCause(Cause.MONITOR_TRIPPED, present);
    }

    public void setSelfTestFailed(boolean present) {
        supervise(new Supervision(supervision.monitorTripped(), present, supervision.tampered()));
        setCause(Cause.SELF_TEST_FAILED, present);
    }

    /** The lock over container and set is opened without its key. */
    public void setTampered(boolean present) {
        supervise(new Supervision(supervision.monitorTripped(), supervision.selfTestFailed(), present));
        setCause(Cause.TAMPERED, present);
    }

    private void supervise(Supervision next) {
        supervision = next.equals(Supervision.QUIET) ? Supervision.QUIET : next;
    }

    private static int milliCelsius(double celsius) {
        return (int) Math.round(celsius * MILLI);
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
        plant.motor().stall(true);
        causes.begin(Cause.MOTOR_STALLED, clockNs);
    }

    public void freeMotor() {
        plant.motor().stall(false);
        causes.end(Cause.MOTOR_STALLED, clockNs);
    }

    /**
     * The shaft misses a part of its steps.
     *
     * @param probability of losing the travel of one physics step, 0 heals
     */
    public void dropSteps(double probability) {
        plant.motor().dropSteps(probability);
        setCause(Cause.STEPS_DROPPED, probability > 0);
    }

    /** A shorted driver turns the shaft forwards whatever it is told, until the power goes. */
    public void runAway() {
        plant.motor().runAway(true);
        causes.begin(Cause.MOTOR_RUNAWAY, clockNs);
    }

    /** The driver reports over-temperature, short circuit or open load; it still obeys. */
    public void setDriverFault(boolean present) {
        plant.motor().failDriver(present);
        setCause(Cause.DRIVER_FAILED, present);
    }

    /** Pulls or plugs the mains adapter. Plugging it in wakes a pump whose battery had died. */
    public void setMains(boolean present) {
        power.mains(present, clockNs);
        setCause(Cause.MAINS_LOST, !present);
        if (present && batteryDied) {
            restorePower();
        }
    }

    /** Everything goes dark. Motor off, clamp closed, both position coordinates lost. */
    public void cutPower() {
        plant.losePower();
        shown.change(Signal.QUIET, clockNs);
        causes.end(Cause.MOTOR_RUNAWAY, clockNs);
        causes.begin(Cause.POWER_CUT, clockNs);
        causes.begin(Cause.ENCODER_LOST, clockNs);
    }

    /** Supply is back. Without mains and charge it goes again with the next advance. */
    public void restorePower() {
        if (!powered()) {
            batteryDied = false;
            plant.regainPower();
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
        plant.kick(clockNs);
    }

    void show(Signal signal) {
        shown.change(signal, clockNs);
    }

    void trustPosition() {
        plant.motor().trustPosition();
        causes.end(Cause.ENCODER_LOST, clockNs);
    }

    boolean powered() {
        return plant.powered();
    }

    boolean setSeated() {
        return plant.isSetSeated();
    }

    Supervision supervision() {
        return supervision;
    }

    int boardMilliCelsius() {
        return boardMilliCelsius;
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

    Plant plant() {
        return plant;
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
}
