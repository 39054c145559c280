package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/**
 * The core in a chair: a state, an ideal motor, a line in which nothing happens, stores that answer after a number of
 * ticks. A test turns one thing bad and looks at the records.
 *
 * <p>Three rules hold in every test and are checked at every tick: the shaft never passes the durable authority, a part
 * moves only by its own authority, and while an alarm asks for a stop nothing is told to move.
 */
final class FirmwareRig {
    static final long TICK_NS = 50_000_000L;
    static final int TICKS_PER_S = 20;
    static final String NURSE = "nurse";

    private static final long MS = 1_000_000L;
    private static final int LIQUID_MV = 1_800;
    private static final int MMHG_PA = 133;
    private static final int ROOM_MILLI_C = 25_000;

    final RigMotor motor = new RigMotor();
    final List<Event> events = new ArrayList<>();
    /** The newest record's events alone. */
    List<Event> newEvents = List.of();

    PumpState state;
    long nowNs = 1_000_000_000L;
    long wallMs = 1_700_000_000_000L;
    int downstreamMmHg = 20;
    int upstreamMmHg = 40;
    int airDetectorMv = LIQUID_MV;
    int boardMilliCelsius = ROOM_MILLI_C;
    boolean doorClosed = true;
    boolean setSeated = true;
    Supervision supervision = Supervision.QUIET;
    boolean mains = true;
    int chargePermille = 1_000;
    boolean startKey;
    boolean stopKey;
    boolean doseKey;
    /** Pressure readings never change by themselves in a rig; a live sensor trembles by a pascal. */
    boolean sensorsTremble = true;
    /** What the shaft must turn to raise the pressure of a closed line by 1 mmHg, microsteps; 0 for an open line. */
    private long microstepsPerMmHg;

    private long closedAt;
    /** Ticks until a record is durable. */
    int grantDelayTicks = 1;
    /** Nothing becomes durable any more. */
    boolean storeHangs;

    boolean storeFailed;
    /** What a person's or another body's push may add beyond an authority, microsteps. */
    long pushed;

    /**
     * What the shaft stood beyond an encoder count when the order was accepted, microsteps: so much of the travel that
     * the encoder tells the order was not given.
     */
    long beyondCount;

    /** The same in the driver's coordinate, which begins anew where power is lost. */
    private long beyondCountHere;

    private PumpController controller;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private Authority durable = Authority.NONE;
    private long ticks;

    @SuppressWarnings("NullAway.Init") // the constructor ticks until recovery is over
    private TickRecord last;

    private record Asked(Authority authority, long tick) {}

    FirmwareRig() {
        this(false);
    }

    FirmwareRig(boolean pharmacyExpected) {
        this(new PumpSetup(PumpSetup.CASSETTE, pharmacyExpected, 1));
    }

    FirmwareRig(PumpSetup setup) {
        this.controller = new PumpController(setup);
        this.state = boot(Optional.empty(), Phase.IDLE, Course.NONE, AlarmBoard.startingAt(1));
        until(() -> state.phase() == Phase.IDLE, "recovered");
        events.clear();
    }

    /** A rig in which this order infuses and moves. */
    static FirmwareRig infusing(OrderBuilder order) {
        FirmwareRig rig = new FirmwareRig();
        rig.accept(order);
        rig.start();
        rig.until(() -> rig.record().command() instanceof MotorCommand.MoveTo, "moving");
        return rig;
    }

    TickRecord record() {
        return last;
    }

    /** One tick of 50 ms. */
    TickRecord tick(Command... commands) {
        return tickAfter(TICK_NS, commands);
    }

    /** One tick that comes {@code stepNs} after the last one. */
    TickRecord tickAfter(long stepNs, Command... commands) {
        motor.run(stepNs);
        nowNs += stepNs;
        wallMs += stepNs / MS;
        ticks++;
        grant();
        TickInput input = new TickInput(sample(), Arrays.asList(commands), new Granted(durable, storeFailed));
        last = controller.step(state, input);
        state = last.after();
        newEvents = last.events();
        events.addAll(newEvents);
        last.wanted().ifPresent(wanted -> asked.add(new Asked(wanted, ticks)));
        check(last);
        motor.apply(last.command());
        if (last.trustPosition()) {
            motor.trustPosition();
        }
        return last;
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    void run(Duration time) {
        ticks(Math.toIntExact(time.toNanos() / TICK_NS));
    }

    /** Ticks until this holds, at most a simulated hour. */
    void until(BooleanSupplier reached, String what) {
        int left = 3_600 * TICKS_PER_S;
        while (!reached.getAsBoolean()) {
            tick();
            assertTrue(left-- > 0, () -> "not reached within an hour: " + what + ", " + state.phase());
        }
    }

    /** Time passes for the pump, but nobody looks: one tick stands for it, with both clocks moved. */
    void wallPasses(Duration time) {
        wallMs += time.toMillis();
    }

    void accept(OrderBuilder order) {
        beyondCount = motor.shaft() - motor.sample().encoderMicrosteps();
        beyondCountHere = beyondCount;
        tick(new Command.Accept(order.make(), NURSE));
    }

    void start() {
        tick(new Command.Start(NURSE));
    }

    void pause() {
        tick(new Command.Pause(NURSE));
    }

    void acknowledge() {
        tick(new Command.Acknowledge(NURSE));
    }

    /** Another firmware ticks from here on. */
    void swap(PumpSetup setup) {
        controller = new PumpController(setup);
    }

    /** A restart without a loss of power, with another firmware. */
    void restartWith(PumpSetup setup) {
        swap(setup);
        restart(false, Duration.ofSeconds(1));
    }

    /** The same process image is gone: journal and ledger tell the next start what they know. */
    void restart(boolean powerLost, Duration outage) {
        if (powerLost) {
            motor.losePower();
            beyondCountHere = 0;
        }
        motor.run(TICK_NS * 3);
        wallPasses(outage);
        asked.clear();
        Phase phase = state.phase();
        List<Alarm> alarms = state.safety().board().alarms().stream()
                .map(alarm -> new Alarm(
                        alarm.row(),
                        alarm.number(),
                        0,
                        false,
                        alarm.acknowledged(),
                        alarm.detail(),
                        alarm.acceptedBy()))
                .toList();
        AlarmBoard board = AlarmBoard.restored(state.safety().board().nextNumber(), alarms, AlarmBoard.NO_PAUSE);
        long lastWallMs = wallMs - outage.toMillis();
        state = Boot.from(
                state.order(),
                LastKnown.of(phase, lastWallMs, true, state.line()),
                state.course(),
                durable,
                board,
                state.boluses(),
                state.past(),
                state.safety().restarts(),
                state.clocks().upMs(),
                false);
        until(() -> state.phase() != Phase.RECOVERING, "recovered");
    }

    private PumpState boot(Optional<Order> order, Phase phase, Course course, AlarmBoard board) {
        return Boot.from(order, LastKnown.of(phase, wallMs, true), course, durable, board, BolusLog.EMPTY, 0, false);
    }

    /** The line is closed here and now, and stores what is pumped into it. */
    void closeLine(long nanolitresPerMmHg) {
        microstepsPerMmHg = PumpSetup.CASSETTE.microstep().microstepsIn(new Volume(nanolitresPerMmHg));
        closedAt = motor.turned();
    }

    /** Somebody opens it: what it stored has run off. */
    void openLine() {
        microstepsPerMmHg = 0;
    }

    /** Pressure towards the patient, pascals. */
    int downstreamPa() {
        int openPa = Pressure.ofMmHg(downstreamMmHg).pascals();
        return microstepsPerMmHg == 0
                ? openPa
                : openPa + (int) ((motor.turned() - closedAt) * MMHG_PA / microstepsPerMmHg);
    }

    /** What is durable by now. */
    Authority durable() {
        return durable;
    }

    boolean alarms(AlarmRow row) {
        return state.safety().board().isActive(row);
    }

    boolean alarms(AlarmCode code) {
        return state.safety().board().alarms().stream()
                .anyMatch(alarm -> alarm.row().code() == code);
    }

    <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Ticks until this alarm is on the list, at most a simulated hour. */
    int ticksUntil(AlarmRow row) {
        int count = 0;
        while (!alarms(row)) {
            tick();
            count++;
            assertTrue(count < 3_600 * TICKS_PER_S, () -> row + " is not raised within an hour");
        }
        return count;
    }

    void assertQuiet() {
        AlarmBoard board = state.safety().board();
        assertTrue(board.alarms().isEmpty(), board::toString);
    }

    boolean moves() {
        return last.command() instanceof MotorCommand.MoveTo;
    }

    private void grant() {
        while (!storeHangs && !asked.isEmpty() && asked.peek().tick() + grantDelayTicks <= ticks) {
            durable = asked.remove().authority();
        }
    }

    private SensorSample sample() {
        long tremble = sensorsTremble ? ticks & 1 : 0;
        return new SensorSample(
                new ClockSample(nowNs, wallMs),
                motor.sample(),
                new LineSample(
                        Pressure.ofPascals(Pressure.ofMmHg(upstreamMmHg).pascals() + tremble),
                        Pressure.ofPascals(downstreamPa() - tremble),
                        airDetectorMv),
                new EnclosureSample(
                        doorClosed, setSeated, new Keys(startKey, stopKey, doseKey), boardMilliCelsius, supervision),
                new PowerSample(mains, chargePermille));
    }

    private void check(TickRecord record) {
        boolean halted = state.safety().board().alarms().stream()
                .anyMatch(alarm -> alarm.row().action().stops());
        boolean moves = record.command() instanceof MotorCommand.MoveTo;
        boolean turnsBack = record.command() instanceof MotorCommand.MoveTo to
                && to.targetMicrosteps() < motor.sample().driveMicrosteps();
        assertFalse(
                moves && halted && !turnsBack,
                () -> "moves in spite of " + state.safety().board());
        assertTrue(!turnsBack || durable.reverse() > 0, () -> "turns back by " + durable);
        assertTrue(!turnsBack || (doorClosed && setSeated && !stopKey), "turns back with an open set");
        if (moves) {
            assertTrue(durable.order() == state.order().orElseThrow().tag(), "moves by another order's authority");
            assertTrue(durable.part() == state.course().part(), "moves by another part's authority");
        }
        if (state.order().isPresent() && state.phase() != Phase.RECOVERING && durable.order() != 0) {
            long most = durable.scale().coordinateOf(durable.authorised() - durable.width()) + pushed + beyondCountHere;
            boolean sameCoordinate = durable.scale().equals(state.shaft().scale());
            assertTrue(
                    !sameCoordinate || motor.shaft() <= most,
                    () -> "shaft at " + motor.shaft() + ", authorised " + most + " by " + durable);
            long least = durable.scale().coordinateOf(durable.least());
            assertTrue(
                    !sameCoordinate || durable.reverse() == 0 || motor.shaft() >= least,
                    () -> "shaft at " + motor.shaft() + ", at least " + least + " by " + durable);
        }
    }
}
