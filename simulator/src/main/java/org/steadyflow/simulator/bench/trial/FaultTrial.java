package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.steadyflow.simulator.bench.analysis.Balance;
import org.steadyflow.simulator.bench.plot.Axis;
import org.steadyflow.simulator.bench.plot.Ink;
import org.steadyflow.simulator.bench.plot.Plot;
import org.steadyflow.simulator.bench.result.Curve;
import org.steadyflow.simulator.bench.result.Limit;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.Picture;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.SystemAction;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.Sensor;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;

/** One fault at a time: how much more than the same pump without it ever gave. */
public final class FaultTrial {
    private static final double SLOW_ML_PER_H = 1;
    private static final double FAST_ML_PER_H = 400;
    private static final Duration LASTING = Duration.ofMinutes(10);
    private static final Duration STRIKES_AFTER = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration OPENED_AFTER = Duration.ofSeconds(30);
    private static final long SET = 1;
    private static final double FILLS_PER_HOUR = 6.7;
    private static final long SAMPLE_NS = 100_000_000L;
    /** The target is worded for this speed; a mechanism that can run away faster has as much more. */
    private static final double TARGET_ML_PER_H = 400;

    private static final double TARGET_AT_ONCE_ML = 0.12;
    private static final double TARGET_STORED_ML = 0.2;
    private static final TestName TEST = TestName.SINGLE_FAULT;

    private FaultTrial() {}

    private record Fault(String name, Action action, boolean isTapClosed) {
        Fault(String name, Action action) {
            this(name, action, false);
        }
    }

    private static final List<Fault> FAULTS = List.of(
            new Fault("driver shorted, motor runs away", new WorldAction.RunAway()),
            new Fault("encoder stands still", new WorldAction.StickSensor(Sensor.ENCODER)),
            new Fault("a third of the steps is lost", new WorldAction.DropSteps(0.33)),
            new Fault("driver reports a fault", new WorldAction.FailDriver()),
            new Fault("control dies and comes back in 5 s", new SystemAction.KillControl(SOON)),
            new Fault("control stands still for 5 s", new SystemAction.DelayTick(SOON)),
            new Fault("power is lost for 5 s", new SystemAction.CutPower(SOON)),
            new Fault("disk stands still for 5 s", new SystemAction.DiskStall(SOON)),
            new Fault("disk fails", new SystemAction.DiskBroken()),
            new Fault("wall clock jumps by an hour", new WorldAction.JumpClock(Duration.ofHours(1))),
            new Fault("air detector's wire breaks", new WorldAction.BreakSensor(Sensor.AIR_DETECTOR)),
            new Fault("pressure sensor's wire breaks", new WorldAction.BreakSensor(Sensor.DOWNSTREAM_PRESSURE)),
            new Fault("clamp no longer closes", new WorldAction.FailClamp()),
            new Fault(
                    "two faults: pressure sensor stuck and line closed, then opened",
                    new WorldAction.StickSensor(Sensor.DOWNSTREAM_PRESSURE),
                    true));

    /** @param extraMl most that it was ahead; what the tap released where one was closed */
    private record Measured(Fault fault, double mlPerH, double extraMl) {}

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (Fault fault : FAULTS) {
            for (double rate : List.of(SLOW_ML_PER_H, fastMlPerH(settings))) {
                Infusion healthy = Infusion.at(rate, LASTING, settings.mechanism(), SET);
                runs.add(new Plan.Run<>(LASTING.toSeconds() * 2.0, () -> measure(healthy, fault, rate)));
            }
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    /** 400 mL/h, or what the mechanism gives and a small syringe keeps up for a few minutes. */
    private static double fastMlPerH(BenchSettings settings) {
        double most = settings.mechanism().mostRate().nanolitresPerHour() / 1e6;
        double keptUp = settings.mechanism().mostContainer().millilitres().doubleValue() * FILLS_PER_HOUR;
        return Math.min(FAST_ML_PER_H, Math.min(most, keptUp));
    }

    private static Measured measure(Infusion healthy, Fault fault, double rate) throws IOException {
        Infusion faulty = healthy.then(STRIKES_AFTER, fault.action());
        if (fault.isTapClosed()) {
            return new Measured(fault, rate, released(faulty));
        }
        Volumes due = volumes(healthy);
        Volumes given = volumes(faulty);
        return new Measured(fault, rate, given.mostAheadOf(due));
    }

    /** The line is closed as the sensor sticks, and opened 30 s after whatever alarm that makes. */
    private static double released(Infusion stuck) throws IOException {
        Infusion closed = stuck.then(STRIKES_AFTER, new WorldAction.KinkLine(Double.POSITIVE_INFINITY));
        for (AlarmCode code : List.of(
                AlarmCode.SENSOR_FAULT,
                AlarmCode.OCCLUSION_DOWNSTREAM,
                AlarmCode.UNDER_INFUSION,
                AlarmCode.MOTOR_FAULT)) {
            closed = closed.after(code, OPENED_AFTER, new WorldAction.ClearKink());
        }
        Tap tap = new Tap(Balance.ANALYTICAL.pan(closed.seed()));
        closed.run(Watching.NOBODY.seenBy(tap));
        return tap.releasedMl();
    }

    private static Volumes volumes(Infusion infusion) throws IOException {
        Volumes volumes = new Volumes(Balance.PRECISION.pan(infusion.seed()));
        infusion.run(Watching.NOBODY.seenBy(volumes));
        return volumes;
    }

    /** A reading ten times a second. One thread. */
    private static final class Volumes implements Watching.Onlooker {
        private final Balance.Pan pan;
        private final List<Double> ml = new ArrayList<>();

        Volumes(Balance.Pan pan) {
            this.pan = pan;
        }

        @Override
        public void look(WorldTruth truth) {
            if (truth.nowNs() % SAMPLE_NS == 0) {
                ml.add(pan.read(truth.deliveredMl()) / Balance.DENSITY_G_PER_ML);
            }
        }

        double mostAheadOf(Volumes due) {
            double most = 0;
            for (int i = 0; i < Math.min(ml.size(), due.ml.size()); i++) {
                most = Math.max(most, ml.get(i) - due.ml.get(i));
            }
            return most;
        }
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        Limit limit = limit(settings);
        List<Row> rows = new ArrayList<>();
        List<List<Double>> points = new ArrayList<>();
        for (Measured one : all) {
            String where = settings.label() + ", " + Numbers.plain(one.mlPerH()) + " mL/h, "
                    + one.fault().name();
            rows.add(
                    one.fault().isTapClosed()
                            ? Row.reported(TEST, where, one.extraMl(), Unit.MILLILITRES)
                            : Row.against(Target.EXTRA_VOLUME, limit, TEST, where, one.extraMl(), Unit.MILLILITRES));
            points.add(List.of((double) FAULTS.indexOf(one.fault()) + 1, one.mlPerH(), one.extraMl()));
        }
        String name = TEST.label() + "-" + settings.label();
        Curve curve = new Curve(name, List.of("fault_number", "rate_ml_per_h", "extra_ml"), points);
        return new TestResult(
                TEST, settings.label(), rows, List.of(curve), List.of(picture(settings, name, all, limit)));
    }

    private static Limit limit(BenchSettings settings) {
        WorldParameters world = WorldParameters.of(settings.mechanism());
        double nlPerMicrostep = (double) settings.mechanism().microstep().nanolitres()
                / settings.mechanism().microstep().microsteps();
        double runsAwayMlPerH = world.motor().runawayMicrostepsPerS() * nlPerMicrostep * 3_600 / 1e6;
        double atOnceMl = TARGET_AT_ONCE_ML * Math.max(1, runsAwayMlPerH / TARGET_ML_PER_H);
        return Limit.atMost(Math.rint((atOnceMl + TARGET_STORED_ML) * 1e3) / 1e3);
    }

    private static Picture picture(BenchSettings settings, String name, List<Measured> all, Limit limit) {
        double most = Math.max(
                        limit.most(),
                        all.stream().mapToDouble(Measured::extraMl).max().orElse(0))
                * 1.15;
        List<Measured> worst = all.stream()
                .sorted(Comparator.comparingDouble(Measured::extraMl))
                .toList();
        List<String> names =
                worst.stream().map(one -> Numbers.plain(one.mlPerH())).toList();
        Plot plot = new Plot(
                        "Extra volume after one fault, " + settings.label(),
                        Axis.linear("extra volume, mL", 0, most),
                        Axis.categories("set rate, mL/h", names),
                        28 * worst.size())
                .field(0, limit.most(), -0.5, worst.size() - 0.5, Ink.TARGET, "target");
        for (int place = 0; place < worst.size(); place++) {
            Measured one = worst.get(place);
            boolean isMet = limit.isMetBy(one.extraMl());
            plot.bar(0, one.extraMl(), place - 0.36, place + 0.36, isMet ? Ink.OURS : Ink.MISSED, 1, "");
            plot.wordsFrom(one.extraMl(), place, one.fault().name());
        }
        return new Picture(
                name, "The most that the faulty pump was ever ahead of the same pump without the fault.", plot.svg());
    }
}
