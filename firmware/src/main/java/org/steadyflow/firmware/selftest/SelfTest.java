package org.steadyflow.firmware.selftest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;

/**
 * Takes a pump through the steps of its test, one after the other, and lets {@link Judgement} say what each came to.
 * The tick's thread, before the first tick.
 */
public final class SelfTest {
    private static final int TONE_HZ = 880;
    /** Both clocks are compared over so long at least. */
    private static final long CLOCK_NS = 1_200_000_000L;
    /** A key that is held for less is no stuck key. */
    private static final int KEY_TICKS = 20;
    /** The charge pump of the motor's enable lets go within 250 ms of the last edge. */
    private static final int DECAY_TICKS = 7;
    /** Without its enable the driver gets so long to step 1 uL. */
    private static final int IDLE_RUN_TICKS = 6;
    /** A turn of 2 uL takes five ticks. */
    private static final int TURN_TICKS = 20;

    private static final int STILL_TICKS = 2;
    /** When the stage comes on, the rotor goes to the nearest magnetic rest: up to two of 200 full steps. */
    static final long SNAP_MICROSTEPS = 512;

    private static final long NS_PER_MS = 1_000_000;
    private static final Map<Lamp, String> LAMPS =
            new EnumMap<>(Map.of(Lamp.RED, "the red lamp", Lamp.YELLOW, "the yellow lamp", Lamp.CYAN, "the cyan lamp"));

    private final Bench bench;
    private final Kind kind;
    private final Settings settings;
    private final boolean isLenient;
    private final Consumer<Report.Row> told;
    private final List<Report.Row> rows = new ArrayList<>();
    private final List<SensorSample> seen = new ArrayList<>();

    private SelfTest(Bench bench, Kind kind, Settings settings, Consumer<Report.Row> told) {
        this.bench = bench;
        this.kind = kind;
        this.settings = settings;
        this.isLenient = Plan.isLenient(kind, settings.underWay());
        this.told = told;
    }

    /**
     * What is tested against.
     *
     * @param strokeMicrosteps how far back the motor turns: 2 uL
     * @param underWay an order was started and is not over
     */
    public record Settings(Upkeep upkeep, long strokeMicrosteps, boolean underWay) {}

    /**
     * Tests the pump. Never throws for what it finds; afterwards the motor's stage is off and the signals are quiet.
     *
     * @param told hears of each step as it is over
     */
    public static Report run(Bench bench, Kind kind, Settings settings, Consumer<Report.Row> told) {
        return new SelfTest(bench, kind, settings, told).run();
    }

    private Report run() {
        long beginNs = bench.nowNs();
        OptionalLong clock = bench.feedback().clockSecond();
        step(Step.PARTS, () -> Judgement.parts(bench.feedback().faults(), isLenient));
        step(Step.MEMORY, settings.upkeep()::memory);
        step(Step.CODE, settings.upkeep()::code);
        step(Step.CONFIGURATION, settings.upkeep()::configurationAtStart);
        step(Step.LAMPS, this::lamps);
        step(Step.SOUNDER, this::sounder);
        step(Step.MONITOR, this::monitor);
        step(Step.DECAY, () -> turning(this::decay));
        step(Step.MOTOR, () -> turning(this::motor));
        step(Step.KEYS, this::keys);
        step(Step.BATTERY, () -> Judgement.battery(seen.getLast().power()));
        step(Step.CLOCK, () -> clock(clock, beginNs));
        if (seen.isEmpty()) {
            idle();
        }
        return new Report(kind, rows, (bench.nowNs() - beginNs) / NS_PER_MS);
    }

    private void step(Step step, Supplier<Finding> test) {
        if (!Plan.has(kind, step)) {
            return;
        }
        long beginNs = bench.nowNs();
        boolean isBarred = Plan.needsAllGood(step)
                && rows.stream().anyMatch(row -> row.finding().isFailed());
        Finding found = isBarred ? Finding.notTried("the motor does not turn after a fault") : test.get();
        Finding finding = isLenient ? found : found.strict();
        Report.Row row = new Report.Row(step, finding, (bench.nowNs() - beginNs) / NS_PER_MS);
        rows.add(row);
        told.accept(row);
    }

    private SensorSample tick(MotorCommand command, Signal signal, boolean kick) {
        SensorSample sample = bench.tick(command, signal, kick);
        seen.add(sample);
        return sample;
    }

    private SensorSample idle() {
        return tick(MotorCommand.OFF, Signal.QUIET, false);
    }

    private Finding lamps() {
        Finding finding = Finding.passed("");
        for (Map.Entry<Lamp, String> lamp : LAMPS.entrySet()) {
            boolean on = isLit(new Signal(lamp.getKey(), 0));
            finding = Judgement.current(lamp.getValue(), on, isLit(Signal.QUIET));
            if (finding.isFailed()) {
                return finding;
            }
        }
        return Finding.passed("each draws current just while it is on");
    }

    /** A tick shows it, and the next one sees it. */
    private boolean isLit(Signal signal) {
        tick(MotorCommand.OFF, signal, false);
        tick(MotorCommand.OFF, signal, false);
        return bench.feedback().lampHasCurrent();
    }

    private Finding sounder() {
        boolean on = isHeard(new Signal(Lamp.OFF, TONE_HZ));
        return Judgement.current("the sounder", on, isHeard(Signal.QUIET));
    }

    private boolean isHeard(Signal signal) {
        tick(MotorCommand.OFF, signal, false);
        tick(MotorCommand.OFF, signal, false);
        return bench.feedback().sounderHasCurrent();
    }

    private Finding monitor() {
        long untilNs = bench.nowNs() + Plan.monitorWaitNs(kind);
        Finding finding = Judgement.monitor(idle().enclosure().supervision(), false);
        boolean isFitted = seen.getLast().enclosure().supervision().guard().fitted();
        while (isFitted && finding.verdict() == Finding.Verdict.NOT_TRIED && bench.nowNs() < untilNs) {
            finding = Judgement.monitor(idle().enclosure().supervision(), false);
        }
        return Judgement.monitor(seen.getLast().enclosure().supervision(), bench.nowNs() >= untilNs);
    }

    private interface Turn {
        Finding run() throws IOException;
    }

    private Finding turning(Turn turn) {
        if (!idle().enclosure().doorClosed()) {
            return Finding.notTried("the door is open");
        }
        String obstacle = bench.travel().obstacle();
        if (!obstacle.isEmpty()) {
            return Finding.notTried(obstacle);
        }
        try {
            return turn.run();
        } catch (IOException e) {
            return Finding.notTried("its ledger cannot be written: " + e.getMessage());
        } finally {
            idle();
        }
    }

    /** Backwards by half the stroke: were it to turn, it would turn where the record lets it. */
    private Finding decay() throws IOException {
        long order = -settings.strokeMicrosteps() / 2;
        bench.travel().allow(settings.strokeMicrosteps() + SNAP_MICROSTEPS, SNAP_MICROSTEPS);
        SensorSample before = idle();
        for (int i = 0; i < DECAY_TICKS; i++) {
            before = idle();
        }
        long encoder = before.motor().encoderMicrosteps();
        MotorCommand move = new MotorCommand.MoveTo(encoder + order, pace());
        for (int i = 0; i < IDLE_RUN_TICKS; i++) {
            tick(move, Signal.QUIET, false);
        }
        SensorSample after = idle();
        long ran = after.motor().driveMicrosteps() - encoder;
        long turned = after.motor().encoderMicrosteps() - encoder;
        Finding finding = Judgement.decay(order, ran, turned);
        if (!finding.isFailed()) {
            bench.travel().returned(turned);
        }
        return finding;
    }

    /** Backwards first: on the way forward it never passes the place where it stood. */
    private Finding motor() throws IOException {
        long stroke = settings.strokeMicrosteps();
        bench.travel().allow(stroke + SNAP_MICROSTEPS, SNAP_MICROSTEPS);
        long origin = idle().motor().encoderMicrosteps();
        MotorCommand hold = MotorCommand.HOLD;
        tick(hold, Signal.QUIET, true);
        SensorSample held = at(hold);
        long snap = held.motor().encoderMicrosteps() - origin;
        if (Math.abs(snap) > SNAP_MICROSTEPS + Judgement.TOLERANCE_MICROSTEPS) {
            return Finding.failed("it turned by " + snap + " microsteps when it was switched on");
        }
        // the drive's position was set from the encoder's before the rotor went to its rest
        long home = held.motor().driveMicrosteps() - snap;
        long back = at(new MotorCommand.MoveTo(home - stroke, pace())).motor().encoderMicrosteps() - origin;
        Finding backwards = Judgement.turn(-stroke, back);
        long offset = at(new MotorCommand.MoveTo(home, pace())).motor().encoderMicrosteps() - origin;
        if (backwards.isFailed()) {
            return backwards;
        }
        Finding forwards = Judgement.turn(stroke, offset - back);
        if (!forwards.isFailed()) {
            bench.travel().returned(offset);
        }
        return forwards;
    }

    /** Until the encoder has stood still for two ticks after it moved, or the time for a turn is over. */
    private SensorSample at(MotorCommand command) {
        long first = tick(command, Signal.QUIET, true).motor().encoderMicrosteps();
        SensorSample sample = seen.getLast();
        int still = 0;
        for (int i = 0; i < TURN_TICKS && still < STILL_TICKS; i++) {
            long before = sample.motor().encoderMicrosteps();
            sample = tick(command, Signal.QUIET, true);
            long now = sample.motor().encoderMicrosteps();
            boolean hasMoved = now != first || i >= IDLE_RUN_TICKS;
            still = hasMoved && now == before ? still + 1 : 0;
        }
        return sample;
    }

    /** The stroke in four ticks. */
    private long pace() {
        return Math.max(settings.strokeMicrosteps() * 5, 1);
    }

    private Finding keys() {
        while (seen.size() < KEY_TICKS) {
            idle();
        }
        return Judgement.keys(seen);
    }

    private Finding clock(OptionalLong first, long beginNs) {
        while (bench.nowNs() - beginNs < CLOCK_NS) {
            idle();
        }
        return Judgement.clock(first, bench.feedback().clockSecond(), bench.nowNs() - beginNs);
    }
}
