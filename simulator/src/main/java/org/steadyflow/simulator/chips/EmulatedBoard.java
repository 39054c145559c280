package org.steadyflow.simulator.chips;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.simulator.world.BoardSignals;
import org.steadyflow.simulator.world.World;

/**
 * All chips of one reference board on one world, and everything a computer is wired to: the serial line, two I2C buses
 * and the pins. Any thread. In virtual time the caller advances the world inside {@link SharedWorld#with} and talks to
 * the buses outside of it.
 */
public final class EmulatedBoard implements EmulatedLines {
    /** Bus of the controller: converter, gauge, memory, clock. */
    public static final int CONTROL_BUS = 1;
    /** Bus of the monitor: angle sensor. */
    public static final int MONITOR_BUS = 3;

    private static final long SERIAL_BITS_PER_S = 500_000;
    private static final long I2C_BITS_PER_S = 400_000;

    private final SharedWorld shared;
    private final BusFaults serialFaults;
    private final BusFaults controlFaults;
    private final BusFaults monitorFaults;
    private final BusMeter serialMeter = new BusMeter(SERIAL_BITS_PER_S);
    private final BusMeter controlMeter = new BusMeter(I2C_BITS_PER_S);
    private final BusMeter monitorMeter = new BusMeter(I2C_BITS_PER_S);
    private final Chips chips;
    private final I2cLink controlBus;
    private final I2cLink monitorBus;

    /** What sits on the buses and pins. */
    private record Chips(
            Tmc5160Emulator driver,
            Tmc5160Uart uart,
            Ads1115 converter,
            Max17048 gauge,
            Mb85rc256v memory,
            Ds3231 clock,
            As5600 angle,
            BoardPins pins) {}

    private EmulatedBoard(SharedWorld shared, long seed, boolean monitorFitted) {
        this.shared = shared;
        this.serialFaults = new BusFaults(seed);
        this.controlFaults = new BusFaults(seed + CONTROL_BUS);
        this.monitorFaults = new BusFaults(seed + MONITOR_BUS);
        this.chips = shared.with(world -> solder(world, monitorFitted));
        this.controlBus = new I2cBusEmulator(
                shared,
                Map.of(
                        Ads1115.ADDRESS, chips.converter(),
                        Max17048.ADDRESS, chips.gauge(),
                        Mb85rc256v.ADDRESS, chips.memory(),
                        Mb85rc256v.DEVICE_ID_ADDRESS, chips.memory().identity(),
                        Ds3231.ADDRESS, chips.clock()),
                controlFaults,
                controlMeter);
        this.monitorBus =
                new I2cBusEmulator(shared, Map.of(As5600.ADDRESS, chips.angle()), monitorFaults, monitorMeter);
    }

    /**
     * The whole reference board: the motor's rail is down until the monitor's pin gives edges and its dump is high.
     *
     * @param seed of what faults leave to chance; nothing goes wrong unless asked for
     */
    public static EmulatedBoard of(SharedWorld shared, long seed) {
        return new EmulatedBoard(shared, seed, true);
    }

    /** The same without a monitor: the motor's rail is always up. */
    public static EmulatedBoard withoutMonitor(SharedWorld shared, long seed) {
        return new EmulatedBoard(shared, seed, false);
    }

    private Chips solder(World world, boolean monitorFitted) {
        BoardSignals signals = new BoardSignals(world);
        Readings readings = new Readings(world);
        MonitorWires wires = monitorFitted
                ? new MonitorWires.Fitted(world, world.hardware().fitMonitor())
                : new MonitorWires.Missing(world);
        Tmc5160Emulator driver = new Tmc5160Emulator(world, wires);
        return new Chips(
                driver,
                new Tmc5160Uart(driver, serialFaults, serialMeter),
                new Ads1115(readings, signals, () -> world.truth().nowNs() + controlMeter.passedNs()),
                new Max17048(world, signals),
                new Mb85rc256v(signals),
                new Ds3231(world, signals, readings),
                new As5600(world, signals),
                new BoardPins(shared, world, signals, wires));
    }

    /** The world that this board is in. */
    public SharedWorld world() {
        return shared;
    }

    /**
     * Plugs the adapter of the motor's driver in.
     *
     * @param link path that the serial port has, made here
     * @throws IOException where no pseudo-terminal is to be had, or something is in the way of the link
     */
    public MotorLine openMotorLine(Path link) throws IOException {
        return MotorLine.open(link, shared, chips.uart());
    }

    /** The same conversation with the motor's driver without a terminal between: at once, on the caller's thread. */
    public SerialLink directMotorLine() {
        return new DirectLine(shared, chips.uart(), serialMeter);
    }

    @Override
    public I2cLink bus(int number) {
        return switch (number) {
            case CONTROL_BUS -> controlBus;
            case MONITOR_BUS -> monitorBus;
            default -> throw new IllegalArgumentException("this board has no bus i2c-" + number);
        };
    }

    @Override
    public DigitalIn in(int bcm) {
        return chips.pins().in(bcm);
    }

    @Override
    public DigitalOut out(int bcm) {
        return chips.pins().out(bcm);
    }

    @Override
    public ToneOut tone(int bcm) {
        return chips.pins().tone(bcm);
    }

    /** The pins with what a person or a fault does to them. */
    public BoardPins pins() {
        return chips.pins();
    }

    /** The driver chip's supply dips: it starts again, in the middle of whatever it did. */
    public void resetMotorDriver() {
        shared.touch(_ -> chips.driver().reset());
    }

    /** What is in the memory chip; a test may look at it and spoil it. */
    public byte[] memory() {
        return chips.memory().contents();
    }

    /** The clock's cell runs empty: it begins anew, and says so. */
    public void loseClockCell() {
        shared.touch(_ -> chips.clock().loseCell());
    }

    /** The gauge's supply dips: it forgets its alert, and says so. */
    public void resetGauge() {
        shared.touch(_ -> chips.gauge().restart());
    }

    /** The battery's cell is worn: under load it has so much less voltage than its charge would have it. */
    public void sagCell(double volts) {
        shared.touch(_ -> chips.gauge().sag(volts));
    }

    public BusFaults serialFaults() {
        return serialFaults;
    }

    /** Faults of an I2C bus by its number. */
    public BusFaults busFaults(int number) {
        return number == CONTROL_BUS ? controlFaults : monitorFaults;
    }

    /** How long the serial line has been busy at 500 kbaud. */
    public BusMeter serialMeter() {
        return serialMeter;
    }

    /** How long an I2C bus has been busy at 400 kHz. */
    public BusMeter busMeter(int number) {
        return number == CONTROL_BUS ? controlMeter : monitorMeter;
    }

    /**
     * In virtual time, where the world stands still during a tick: whoever drives the controller's bus waits so long
     * between two transfers, for a conversion say.
     */
    public void pause(long ns) {
        controlMeter.paused(ns);
    }
}
