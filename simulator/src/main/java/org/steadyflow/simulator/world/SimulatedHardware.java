package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerGate;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Pressure;

/**
 * The board as the firmware sees it. Readings carry noise and the resolution of their converters; commands given while
 * the power is cut are lost. Same thread as the world.
 */
public final class SimulatedHardware implements SensorBank, MotorDrive, Annunciator, PowerGate {
    private static final int MILLI = 1_000;
    private static final double NS_PER_MS = 1e6;
    /** Sum of four random bytes: mean and root mean square about it. */
    private static final int BYTES_MEAN = 510;

    private static final double BYTES_RMS = 147.8;
    private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;
    private static final int LANE = 0x7FF;
    /**
     * Millivolts of noise of the air detector, millidegrees of the thermometer: one random bit count of 16, times this.
     */
    private static final int AIR_NOISE_MV = 4;

    private static final int HEAT_NOISE_MILLI_CELSIUS = 31;
    private static final int HALF_OF_16 = 8;

    private final World world;
    private final RandomBits bits;
    private final double paPerNoise;
    private final int delaySteps;
    private final PressureChannel upstream;
    private final PressureChannel downstream;
    private final int liquidMv;
    private final int airMv;

    private EnclosureSample lastEnclosure = new EnclosureSample(true, Keys.RELEASED, 0);
    private PowerSample lastPower = new PowerSample(true, 0);

    SimulatedHardware(World world, WorldParameters.Sensors parameters, RandomBits bits) {
        this.world = world;
        this.bits = bits;
        PressureSensor pressure = parameters.pressure();
        this.paPerNoise = pressure.noiseMmHg() * FluidLine.PA_PER_MMHG / BYTES_RMS;
        this.delaySteps = (int) Math.round(pressure.delayMs() * NS_PER_MS / World.STEP_NS);
        this.upstream = new PressureChannel(pressure, bits);
        this.downstream = new PressureChannel(pressure, bits);
        this.liquidMv = parameters.liquidMv();
        this.airMv = parameters.airMv();
    }

    /** Fits the independent monitor: from now on the motor's rail is up only as long as its switch gets edges. */
    public MonitorHardware fitMonitor() {
        world.plant().rail().fitMonitor();
        return new MonitorHardware(world);
    }

    @Override
    public SensorSample read() {
        long nowNs = world.clockNs();
        ClockSample clock = new ClockSample(nowNs, world.wallMs());
        StepperMotor motor = world.plant().motor();
        MotorSample motorSample = new MotorSample(
                motor.encoderMicrosteps(), motor.driveMicrosteps(), motor.positionSurvived(), motor.driverFault());
        long small = bits.next();
        SensorSample sample =
                new SensorSample(clock, motorSample, lineSample(small, nowNs), enclosure(small, nowNs), power(nowNs));
        return world.sensorFaults().any() ? withFaults(sample) : sample;
    }

    private LineSample lineSample(long small, long nowNs) {
        Tape tape = world.plant().tape();
        long noise = bits.next();
        long pairs = (noise & EVEN_BYTES) + ((noise >>> 8) & EVEN_BYTES);
        long sums = pairs + (pairs >>> 16);
        int upNoise = (int) (sums & LANE) - BYTES_MEAN;
        int downNoise = (int) ((sums >>> 32) & LANE) - BYTES_MEAN;
        boolean isLate = delaySteps > 0;
        double upPa = isLate ? tape.upPa(delaySteps - 1) : world.plant().line().upstreamPa();
        double downPa =
                isLate ? tape.downPa(delaySteps - 1) : world.plant().line().downstreamPa();
        double share = world.plant().air().detectorShare();
        int airNoise = (Long.bitCount(small & 0xFFFF) - HALF_OF_16) * AIR_NOISE_MV;
        return new LineSample(
                upstream.read(upPa, upNoise * paPerNoise, nowNs),
                downstream.read(downPa, downNoise * paPerNoise, nowNs),
                Math.max(0, liquidMv + (int) ((airMv - liquidMv) * share) + airNoise));
    }

    private EnclosureSample enclosure(long small, long nowNs) {
        int heat = world.enclosure()
                        .boardMilliCelsius(world.plant().environs().climate().roomCelsius(nowNs))
                + (Long.bitCount((small >>> 16) & 0xFFFF) - HALF_OF_16) / 2 * 2 * HEAT_NOISE_MILLI_CELSIUS;
        boolean doorClosed = !world.enclosure().doorOpen();
        boolean setSeated = world.setSeated();
        Supervision supervision = world.enclosure().supervision();
        Keys keys = world.enclosure().keys(nowNs);
        EnclosureSample last = lastEnclosure;
        boolean same = last.boardMilliCelsius() == heat
                && last.doorClosed() == doorClosed
                && last.setSeated() == setSeated
                && last.supervision().equals(supervision)
                && last.keys().equals(keys);
        if (!same) {
            lastEnclosure = new EnclosureSample(doorClosed, setSeated, keys, heat, supervision);
        }
        return lastEnclosure;
    }

    private PowerSample power(long nowNs) {
        boolean mains = world.power().mains();
        int permille = (int) Math.round(world.power().gaugePermilleAt(nowNs));
        if (lastPower.mainsPresent() != mains || lastPower.chargePermille() != permille) {
            lastPower = new PowerSample(mains, permille);
        }
        return lastPower;
    }

    private SensorSample withFaults(SensorSample measured) {
        return new SensorSample(
                measured.clock(),
                withFaults(measured.motor()),
                withFaults(measured.line()),
                withFaults(measured.enclosure()),
                withFaults(measured.power()));
    }

    private MotorSample withFaults(MotorSample measured) {
        double encoder = world.sensorFaults().seen(Sensor.ENCODER, (double) measured.encoderMicrosteps());
        return new MotorSample(
                (long) encoder, measured.driveMicrosteps(), measured.positionSurvived(), measured.driverFault());
    }

    private LineSample withFaults(LineSample measured) {
        return new LineSample(
                heldPressure(Sensor.UPSTREAM_PRESSURE, measured.upstream()),
                heldPressure(Sensor.DOWNSTREAM_PRESSURE, measured.downstream()),
                (int) world.sensorFaults().seen(Sensor.AIR_DETECTOR, measured.airDetectorMv()));
    }

    private EnclosureSample withFaults(EnclosureSample measured) {
        SensorFaults faults = world.sensorFaults();
        double door = faults.seen(Sensor.DOOR_SWITCH, measured.doorClosed() ? 1 : 0);
        double celsius = faults.seen(Sensor.BOARD_TEMPERATURE, (double) measured.boardMilliCelsius() / MILLI);
        return new EnclosureSample(
                door != 0, measured.setSeated(), measured.keys(), (int) (celsius * MILLI), measured.supervision());
    }

    private PowerSample withFaults(PowerSample measured) {
        double permille = world.sensorFaults().seen(Sensor.BATTERY_GAUGE, measured.chargePermille());
        return new PowerSample(measured.mainsPresent(), (int) permille);
    }

    /** Without noise: a stuck reading that still trembles would not be stuck. */
    private Pressure heldPressure(Sensor sensor, Pressure measured) {
        double heldMmHg = world.sensorFaults().seen(sensor, Double.NaN);
        return Double.isNaN(heldMmHg) ? measured : new Pressure((int) Math.round(heldMmHg * FluidLine.PA_PER_MMHG));
    }

    /** One reading in the unit that {@link Sensor} names. */
    double reading(Sensor sensor) {
        SensorSample sample = read();
        return switch (sensor) {
            case UPSTREAM_PRESSURE -> sample.line().upstream().pascals() / FluidLine.PA_PER_MMHG;
            case DOWNSTREAM_PRESSURE -> sample.line().downstream().pascals() / FluidLine.PA_PER_MMHG;
            case AIR_DETECTOR -> sample.line().airDetectorMv();
            case ENCODER -> sample.motor().encoderMicrosteps();
            case SECOND_ENCODER -> world.secondEncoder().read().angleCounts();
            case BOARD_TEMPERATURE -> (double) sample.enclosure().boardMilliCelsius() / MILLI;
            case BATTERY_GAUGE -> sample.power().chargePermille();
            case DOOR_SWITCH -> sample.enclosure().doorClosed() ? 1 : 0;
        };
    }

    @Override
    public void apply(MotorCommand command) {
        if (world.powered()) {
            world.plant().motor().apply(command);
        }
    }

    @Override
    public void trustPosition() {
        if (world.powered()) {
            world.trustPosition();
        }
    }

    @Override
    public void show(Signal signal) {
        if (world.powered()) {
            world.show(signal);
        }
    }

    @Override
    public void kick() {
        if (world.powered()) {
            world.kick();
        }
    }
}
