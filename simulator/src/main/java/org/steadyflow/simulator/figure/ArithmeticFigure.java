package org.steadyflow.simulator.figure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.motion.MotionPlanner;
import org.steadyflow.firmware.motion.PartTravel;
import org.steadyflow.firmware.motion.ShaftReference;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.Observation;
import org.steadyflow.firmware.safety.Outlook;
import org.steadyflow.firmware.safety.SafetyMonitor;
import org.steadyflow.firmware.safety.SafetyState;
import org.steadyflow.firmware.safety.Situation;
import org.steadyflow.firmware.safety.Standing;
import org.steadyflow.firmware.safety.TherapyTraits;
import org.steadyflow.firmware.safety.Verdict;
import org.steadyflow.firmware.therapy.Demand;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.TherapyPlanner;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * How exact a dose is reckoned over a long time: the firmware's planner and motion alone, tick by tick, with a motor
 * that makes every step, against the same sum in numbers without a limit.
 */
public final class ArithmeticFigure {
    /** Rates of the figure: the least, two that divide nothing, and nearly the most. */
    public static final List<String> RATES_ML_PER_H = List.of("0.1", "0.7", "13.37", "999");

    private static final MicrostepVolume MICROSTEP = PumpSetup.CASSETTE.microstep();
    private static final long NO_LIMIT_MICROSTEPS = 1L << 50;
    /** The motor arrives at its last target within a second. */
    private static final int LAST_TICKS = 40;

    private ArithmeticFigure() {}

    /**
     * @param idealMicrosteps travel that rate times time gives, rounded down
     * @param commandedMicrosteps travel that the motor was told
     */
    public record Figure(
            BigDecimal rateMlPerH,
            long days,
            long idealMicrosteps,
            long commandedMicrosteps,
            long errorMicrosteps,
            long droppedMs) {}

    /** Drives each rate for this long. */
    public static List<Figure> run(int days, Runnable progress) {
        List<Figure> figures = new ArrayList<>();
        for (String rate : RATES_ML_PER_H) {
            figures.add(drive(new BigDecimal(rate), days));
            progress.run();
        }
        return figures;
    }

    private static Figure drive(BigDecimal rateMlPerH, int days) {
        FlowRate rate = FlowRate.ofMillilitresPerHour(rateMlPerH);
        Duration lasting = Duration.ofDays(days);
        Program program = new Program(List.of(new Segment.Deliver("figure", 1, rate.volumeIn(lasting), rate)));
        Verdict.Permit permit = permit();
        IdealMotor motor = new IdealMotor();
        Progress progress = Progress.startOf(0);
        long ticks = lasting.toNanos() / TherapyPlanner.TICK_NS + LAST_TICKS;
        for (long tick = 0; tick < ticks; tick++) {
            progress = advance(program, progress, permit, motor);
        }
        long ideal = idealMicrosteps(rate, lasting);
        return new Figure(rateMlPerH, days, ideal, motor.target, motor.target - ideal, progress.droppedMs());
    }

    private static Progress advance(Program program, Progress before, Verdict.Permit permit, IdealMotor motor) {
        Segment segment = program.segment(0);
        Volume given = MICROSTEP.volumeOf(motor.position());
        Volume slack = MICROSTEP.volumeOfCeil(ShaftReference.ZERO.blindMicrosteps());
        Progress progress = TherapyPlanner.advance(segment, before, TherapyPlanner.TICK_NS, given, slack);
        Demand demand = TherapyPlanner.demand(segment, progress);
        long wanted = PartTravel.of(MICROSTEP, program, 0, demand.ahead());
        motor.tick(MotionPlanner.advance(wanted, permit, ShaftReference.ZERO, motor.sample()));
        return progress;
    }

    private static long idealMicrosteps(FlowRate rate, Duration lasting) {
        return BigInteger.valueOf(rate.nanolitres())
                .multiply(BigInteger.valueOf(lasting.toNanos()))
                .multiply(BigInteger.valueOf(MICROSTEP.microsteps()))
                .divide(BigInteger.valueOf(rate.perNs()).multiply(BigInteger.valueOf(MICROSTEP.nanolitres())))
                .longValueExact();
    }

    /** Only safety makes a permit: for a pump with nothing wrong it is one. */
    private static Verdict.Permit permit() {
        SensorSample sample = new SensorSample(
                new ClockSample(0, 0),
                new MotorSample(0, 0, true, false),
                new LineSample(Pressure.ZERO, Pressure.ZERO, 1_800),
                new EnclosureSample(true, Keys.RELEASED, 25_000),
                new PowerSample(true, 1_000));
        Situation situation = new Situation(
                false, false, false, FlowRate.ZERO, 0, 0, 0, 0, LineLimits.USUAL, TherapyTraits.USUAL, false);
        Standing standing =
                new Standing(false, false, 0, 0, false, false, false, 0, false, false, false, 0, Outlook.NOTHING);
        SafetyMonitor.Judgement judgement = SafetyMonitor.judge(
                SafetyState.startingWith(AlarmBoard.startingAt(1)),
                new Observation(sample, situation, standing, MICROSTEP, 0),
                NO_LIMIT_MICROSTEPS,
                new ArrayList<>());
        return switch (judgement.verdict()) {
            case Verdict.Permit permit -> permit;
            case Verdict.Halt halt -> throw new IllegalStateException("safety stops an idle pump for " + halt.row());
            case Verdict.Relief relief ->
                throw new IllegalStateException("safety turns an idle pump back for " + relief.row());
        };
    }

    /** Makes every step at the pace it is told; fixed point, 65,536 units to a microstep. */
    private static final class IdealMotor {
        private static final int UNIT_BITS = 16;
        private static final long TICKS_PER_S = 1_000_000_000L / TherapyPlanner.TICK_NS;

        private long units;
        private long target;

        long position() {
            return units >> UNIT_BITS;
        }

        MotorSample sample() {
            return new MotorSample(position(), position(), true, false);
        }

        void tick(MotorCommand command) {
            if (command instanceof MotorCommand.MoveTo move) {
                target = move.targetMicrosteps();
                long reach = (move.paceMicrostepsPerS() << UNIT_BITS) / TICKS_PER_S;
                units += Math.min((target << UNIT_BITS) - units, reach);
            }
        }
    }
}
