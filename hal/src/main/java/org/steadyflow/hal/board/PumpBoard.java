package org.steadyflow.hal.board;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.chip.Ads1115;
import org.steadyflow.hal.chip.ChipFault;
import org.steadyflow.hal.chip.Ds3231;
import org.steadyflow.hal.chip.Max17048;
import org.steadyflow.hal.chip.Mb85rc256v;
import org.steadyflow.hal.chip.Tmc5160;
import org.steadyflow.hal.chip.Tmc5160Settings;
import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Feedback;
import org.steadyflow.hal.device.Guard;
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
 * Control's half of the reference board behind the device seam. A tick asks the motor and three channels; the board's
 * temperature and the battery are asked once a second, the clock once a minute. All calls from the tick's thread.
 */
public final class PumpBoard implements SensorBank, MotorDrive, Annunciator, PowerGate, Feedback {
    /** Ticks in a second. */
    private static final int SECOND = 20;

    private static final int TEMPERATURE_TICK = 0;
    private static final int GAUGE_TICK = 10;
    /** A battery gauge that is silent for so many seconds is told. */
    private static final int SILENT_SECONDS = 5;
    /** What no gauge says. */
    private static final int NO_CHARGE = -1;
    /** In place of a charge, where the gauge does not answer: near to none that it may say. */
    private static final int SILENT = -1_000;

    /** Less than half an hour of the eight that a full battery has: what is told as a low battery. */
    private static final int NEARLY_EMPTY_PERMILLE = 60;

    private static final int NEAR_PERMILLE = 20;
    private static final int NEAR_MILLI_CELSIUS = 2_000;

    private final SparedBus bus;
    private final MotorPort motor;
    private final AnalogInputs analog;
    private final Switches switches;
    private final Bedside bedside;
    private final Max17048 gauge;
    private final Agreed charge;
    private final Agreed temperature;
    private final WallClock clock;
    private final BoardTime time;
    private final Mb85rc256v fram;
    private final DigitalOut enable;
    private final DigitalOut holdUp;
    private final List<PartReport> unopened;

    private boolean edge;
    private int tick = -1;
    private int milliCelsius;
    private int chargePermille = NO_CHARGE;
    private int silentSeconds;

    private PumpBoard(BoardFile board, Opener lines, BoardTime time) {
        this.time = time;
        bus = new SparedBus(lines.i2c(board.controlBus().number()));
        BoardFile.Motor wiring = board.motor();
        motor = new MotorPort(
                new Tmc5160(lines.serial(), wiring.node(), wiringOf(wiring), time.patienceNs()), settingsOf(board));
        analog = new AnalogInputs(new Ads1115(bus, board.controlBus().adc()), board.sensors(), time);
        temperature = new Agreed(this::temperatureNow, NEAR_MILLI_CELSIUS);
        gauge = new Max17048(bus);
        charge = new Agreed(this::chargeNow, NEAR_PERMILLE);
        clock = new WallClock(new Ds3231(bus));
        fram = new Mb85rc256v(bus, board.controlBus().fram());
        switches = Switches.open(lines);
        bedside = Bedside.open(lines);
        enable = lines.out(PinRole.MOTOR_ENABLE);
        holdUp = lines.out(PinRole.HOLD_UP_BUZZER);
        unopened = lines.failures();
    }

    private static Tmc5160.Wiring wiringOf(BoardFile.Motor motor) {
        return switch (motor.wiring()) {
            case SINGLE_WIRE -> Tmc5160.Wiring.SINGLE_WIRE;
            case SEPARATE -> Tmc5160.Wiring.SEPARATE;
        };
    }

    private static Tmc5160Settings settingsOf(BoardFile board) {
        BoardFile.Motor motor = board.motor();
        return Tmc5160Settings.of(board.mechanism().microstep(), motor.runCurrentPercent(), motor.holdCurrentPercent());
    }

    /**
     * Opens the lines of control's parts and nothing else; no part is spoken to. What does not open is told by
     * {@link #begin}.
     */
    public static PumpBoard open(BoardFile board, BoardLines lines, BoardTime time) {
        return new PumpBoard(board, new Opener(board, lines), time);
    }

    /** One for each line that did not open. */
    public List<PartReport> unopened() {
        return unopened;
    }

    /** Speaks to each part and makes it ready, the motor's stage off: nothing moves. One report for each part. */
    public List<PartReport> begin() {
        bus.wake();
        List<PartReport> reports = new ArrayList<>(unopened);
        reports.addAll(new PumpBoardCheck(motor, analog, switches, bedside, gauge, clock, fram, time).run());
        return List.copyOf(reports);
    }

    /**
     * Sets the clock chip.
     *
     * @param epochSecond seconds since 1970-01-01T00:00Z
     * @return what is wrong, where it did not take it
     */
    public Optional<String> setClock(long epochSecond) {
        return Optional.of(clock.set(epochSecond))
                .filter(fault -> !fault.isNone())
                .map(ChipFault::text);
    }

    /** The second store of the ledger. Any thread that waits for the bus. */
    public Mb85rc256v fram() {
        return fram;
    }

    /** A held key is left to who looks longer: a person may have a finger on it. */
    @Override
    public Faults faults() {
        List<PartReport> reports = begin().stream()
                .filter(report -> !report.part().equals(PumpBoardCheck.KEYS))
                .toList();
        return new Faults(
                BoardCheck.faults(reports.stream().filter(this::isVital).toList()),
                BoardCheck.faults(
                        reports.stream().filter(report -> !isVital(report)).toList()));
    }

    /** The sensors, the gauge, the clock, the memory chip, lamps and switches alarm by what they say. */
    private boolean isVital(PartReport report) {
        return report.part().equals(PumpBoardCheck.MOTOR) || unopened.contains(report);
    }

    @Override
    public boolean lampHasCurrent() {
        return bedside.hasLampCurrent();
    }

    @Override
    public boolean sounderHasCurrent() {
        return bedside.hasSounderCurrent();
    }

    @Override
    public OptionalLong clockSecond() {
        return clock.second();
    }

    @Override
    public SensorSample read() {
        boolean isFirst = tick < 0;
        bus.tick();
        tick = (tick + 1) % SECOND;
        analog.startUpstream();
        MotorSample position = motor.read();
        Pressure upstream = analog.upstream();
        analog.startDownstream();
        Switches.State contacts = switches.read();
        bedside.look();
        Pressure downstream = analog.downstream();
        analog.startAir();
        if (isFirst || tick == GAUGE_TICK) {
            askGauge();
        }
        int airMv = analog.airMv();
        if (tick == TEMPERATURE_TICK) {
            milliCelsius = temperature.ask();
        }
        long nowNs = time.monotonicNs();
        return new SensorSample(
                new ClockSample(nowNs, clock.wallMs(nowNs)),
                position,
                new LineSample(upstream, downstream, airMv),
                enclosure(contacts),
                new PowerSample(contacts.mains(), chargePermille));
    }

    /** What the board itself supervises; control adds what the monitor says. */
    private EnclosureSample enclosure(Switches.State contacts) {
        return new EnclosureSample(
                contacts.doorClosed(),
                contacts.setSeated(),
                contacts.keys(),
                milliCelsius,
                new Supervision(false, false, !contacts.lidClosed(), Guard.NONE, faults(contacts)));
    }

    private Set<BoardFault> faults(Switches.State contacts) {
        EnumSet<BoardFault> found = EnumSet.noneOf(BoardFault.class);
        found.addAll(contacts.silent());
        addIf(bedside.isDark(Signal.Lamp.RED), BoardFault.RED_LAMP, found);
        addIf(bedside.isDark(Signal.Lamp.YELLOW), BoardFault.YELLOW_LAMP, found);
        addIf(bedside.isDark(Signal.Lamp.CYAN), BoardFault.CYAN_LAMP, found);
        addIf(bedside.isSilent(), BoardFault.SOUNDER, found);
        addIf(bedside.drawsWhileOff(), BoardFault.FEEDBACK, found);
        addIf(clock.tellsNothing(), BoardFault.CLOCK, found);
        return found;
    }

    private static void addIf(boolean holds, BoardFault fault, Set<BoardFault> found) {
        if (holds) {
            found.add(fault);
        }
    }

    private int temperatureNow() {
        analog.startTemperature();
        return analog.boardMilliCelsius();
    }

    /** A gauge that was reset guesses until it is begun anew; a cell that is nearly empty is, whatever was counted. */
    private int chargeNow() {
        Max17048.Gauge now = gauge.read();
        if (now.reset()) {
            gauge.begin(PumpBoardCheck.ALERT_BELOW_MV);
            return SILENT;
        }
        int most = now.voltageLow() ? NEARLY_EMPTY_PERMILLE : now.chargePermille();
        return now.fault().isNone() ? Math.min(now.chargePermille(), most) : SILENT;
    }

    private void askGauge() {
        int now = charge.ask();
        silentSeconds = now == SILENT ? silentSeconds + 1 : 0;
        if (now != SILENT) {
            chargePermille = now;
        } else if (silentSeconds >= SILENT_SECONDS) {
            chargePermille = NO_CHARGE;
        }
    }

    @Override
    public void apply(MotorCommand command) {
        motor.apply(command);
    }

    @Override
    public void trustPosition() {
        motor.trustPosition();
    }

    @Override
    public void show(Signal signal) {
        bedside.show(signal);
    }

    /**
     * One edge for the charge pump of the motor driver, and one for the buzzer that sounds when edges stop. A driver
     * that does not take its off loses its enable.
     */
    @Override
    public void kick() {
        edge = !edge;
        if (!motor.refusesOff()) {
            enable.drive(edge);
        }
        holdUp.drive(edge);
    }
}
