package org.steadyflow.simulator.world;

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
    private static final long SENSOR_STREAM = 3;
    private static final long ANGLE_STREAM = 5;

    private final WorldParameters parameters;
    private final CauseLog causes = new CauseLog();
    private final Plant plant;
    private final PowerSupply power;
    private final Enclosure enclosure;
    private final SensorFaults sensorFaults = new SensorFaults();
    private final ShownSignal shown = new ShownSignal();
    private final SimulatedHardware hardware;
    private final SecondEncoder secondEncoder;
    private final WorldTruth truth;

    private long clockNs;
    private long wallOffsetMs;
    private boolean batteryDied;

    public World(WorldParameters parameters, long seed) {
        this.parameters = parameters;
        this.plant = new Plant(parameters, seed, causes);
        this.enclosure = new Enclosure(parameters.sensors().boardCelsius(), causes);
        this.power = new PowerSupply(parameters.power());
        this.hardware = new SimulatedHardware(this, parameters.sensors(), new RandomBits(seed, SENSOR_STREAM));
        this.secondEncoder = new SecondEncoder(
                this,
                parameters.sensors().angle(),
                parameters.mechanics().secondEncoderTurnMicrosteps(),
                new RandomBits(seed, ANGLE_STREAM));
        this.truth = new WorldTruth(this);
        causes.begin(Cause.ENCODER_LOST, 0);
    }

    /** What the firmware talks to. */
    public SimulatedHardware hardware() {
        return hardware;
    }

    /** Who wears the pump. */
    public Person person() {
        return new Person(this);
    }

    /** The monitor's sensor of position, on a bus of its own. */
    public SecondEncoder secondEncoder() {
        return secondEncoder;
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
     * Narrows the line to the vein at the catheter.
     *
     * @param factor on its resistance, at least 1; infinity closes it
     */
    public void kinkDownstream(double factor) {
        occlude(Occlusion.sudden(Occlusion.Place.CATHETER, factor));
    }

    /** Narrows a place as this says; a narrowing that was there ends. */
    public void occlude(Occlusion occlusion) {
        plant.environs().occlude(occlusion, clockNs);
        causes.begin(occlusion.place().cause(), clockNs);
    }

    /** Both places downstream are open again. */
    public void clearDownstream() {
        plant.environs().clear(Occlusion.Place.CATHETER);
        plant.environs().clear(Occlusion.Place.MID_LINE);
        causes.end(Cause.DOWNSTREAM_BLOCKED, clockNs);
    }

    public void clampUpstream() {
        plant.line().inlet().clamp(true);
        causes.begin(Cause.UPSTREAM_BLOCKED, clockNs);
    }

    public void clearUpstream() {
        plant.line().inlet().clamp(false);
        plant.environs().clear(Occlusion.Place.UPSTREAM);
        causes.end(Cause.UPSTREAM_BLOCKED, clockNs);
    }

    /** A cuff, a raised arm that stays: the pressure that the line flows against, with the patient at rest. */
    public void setVeinPressure(Pressure pressure) {
        plant.environs().everyday().vein(pressure.pascals() / FluidLine.PA_PER_MMHG);
        causes.begin(Cause.VEIN_PRESSURE_CHANGED, clockNs);
    }

    public void resetVeinPressure() {
        plant.environs().everyday().vein(parameters.line().veinMmHg());
        causes.end(Cause.VEIN_PRESSURE_CHANGED, clockNs);
    }

    /** Heated or cooled to this, degrees Celsius; the fluid follows, and its viscosity with it. */
    public void setRoomCelsius(double celsius) {
        plant.environs().room(celsius, clockNs);
    }

    /** A new set of the same make with figures of its own. */
    public void replaceSet() {
        plant.replaceSet();
    }

    /**
     * The battery has worn.
     *
     * @param capacityShare what is left of its rated capacity, above 0
     * @param sagPermille charge at which its voltage switches the pump off
     */
    public void ageBattery(double capacityShare, double sagPermille) {
        power.age(capacityShare, sagPermille, clockNs);
        causes.begin(Cause.BATTERY_WORN, clockNs);
    }

    /** The gauge adds so much to the truth; 0 mends it. */
    public void misreadBattery(double permille) {
        power.misread(permille);
        causes.set(Cause.BATTERY_WORN, permille != 0, clockNs);
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
        enclosure.door(true, clockNs);
        plant.doorOpen(true);
    }

    public void closeDoor() {
        enclosure.door(false, clockNs);
        plant.doorOpen(false);
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
        enclosure.heat(celsius, clockNs);
    }

    public void coolBoard() {
        enclosure.cool(clockNs);
    }

    /** The independent monitor cuts the motor's power until it is reset. */
    public void setMonitorTripped(boolean present) {
        plant.rail().hold(present);
        enclosure.tripMonitor(present, clockNs);
    }

    public void setSelfTestFailed(boolean present) {
        enclosure.failSelfTest(present, clockNs);
    }

    /** The lock over container and set is opened without its key. */
    public void setTampered(boolean present) {
        enclosure.tamper(present, clockNs);
    }

    /** Somebody holds this key down for so long. */
    public void press(HardKey key, long durationNs) {
        enclosure.press(key, clockNs, durationNs);
        if (key == HardKey.STOP) {
            plant.rail().stopKey(Math.addExact(clockNs, durationNs));
        }
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
        causes.set(Cause.STEPS_DROPPED, probability > 0, clockNs);
    }

    /** A shorted driver turns the shaft forwards whatever it is told, until the power goes. */
    public void runAway() {
        plant.motor().runAway(true);
        causes.begin(Cause.MOTOR_RUNAWAY, clockNs);
    }

    /** The driver reports over-temperature, short circuit or open load; it still obeys. */
    public void setDriverFault(boolean present) {
        plant.motor().failDriver(present);
        causes.set(Cause.DRIVER_FAILED, present, clockNs);
    }

    /** Pulls or plugs the mains adapter. Plugging it in wakes a pump whose battery had died. */
    public void setMains(boolean present) {
        power.mains(present, clockNs);
        causes.set(Cause.MAINS_LOST, !present, clockNs);
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
        causes.set(Cause.SENSOR_BROKEN, sensorFaults.any(), clockNs);
    }

    /** Sets the wall clock on, or back when negative. The monotonic clock does not notice. */
    public void jumpClock(long byMs) {
        wallOffsetMs = Math.addExact(wallOffsetMs, byMs);
        causes.happened(Cause.CLOCK_JUMPED, clockNs, clockNs);
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

    long clockNs() {
        return clockNs;
    }

    long wallMs() {
        return parameters.wallStartMs() + clockNs / NS_PER_MS + wallOffsetMs;
    }

    Enclosure enclosure() {
        return enclosure;
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
