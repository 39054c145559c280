package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.steadyflow.simulator.bench.analysis.FlowCurve;
import org.steadyflow.simulator.bench.plot.Axis;
import org.steadyflow.simulator.bench.plot.Ink;
import org.steadyflow.simulator.bench.plot.Plot;
import org.steadyflow.simulator.bench.result.Curve;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.Picture;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.telemetry.message.AlarmCode;

/** The door opened while the infusion runs, with a clamp that closes and with one that does not. */
public final class FreeFlowTrial {
    private static final double SAMPLE_MIN = 1.0 / 30;
    private static final int SAMPLES = 180;
    private static final Duration LASTING = Duration.ofMinutes(6);
    private static final Duration CLAMP_FAILS_AFTER = Duration.ofMinutes(1);
    private static final double OPENED_MIN = 2;
    private static final double WATCHED_MIN = 3;
    private static final Duration OPENED_AFTER = Duration.ofMinutes(2);
    private static final long SET = 1;
    private static final TestName TEST = TestName.FREE_FLOW;

    private FreeFlowTrial() {}

    private record Measured(boolean clampFails, FlowCurve flow, OptionalDouble alarmS) {
        String clamp() {
            return clampFails ? "clamp has failed" : "clamp closes";
        }
    }

    public static Plan<?> plan(BenchSettings settings) {
        Infusion closes = Infusion.at(settings.intermediateMlPerH(), LASTING, settings.mechanism(), SET)
                .then(OPENED_AFTER, new WorldAction.OpenDoor());
        Infusion fails = closes.then(CLAMP_FAILS_AFTER, new WorldAction.FailClamp());
        double seconds = LASTING.toSeconds();
        List<Plan.Run<Measured>> runs = List.of(
                new Plan.Run<>(seconds, () -> measure(closes, false)),
                new Plan.Run<>(seconds, () -> measure(fails, true)));
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static Measured measure(Infusion infusion, boolean clampFails) throws IOException {
        Weighing.Weighed weighed = Weighing.weigh(infusion, SAMPLE_MIN, SAMPLES);
        OptionalDouble raisedS = weighed.firstS(AlarmCode.FREE_FLOW);
        OptionalDouble alarmS = raisedS.isPresent()
                ? OptionalDouble.of(raisedS.getAsDouble() - OPENED_AFTER.toSeconds())
                : OptionalDouble.empty();
        return new Measured(clampFails, weighed.curve().flow(), alarmS);
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Row> rows = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        Plot plot = new Plot(
                "Door opened at 2 min, " + settings.label() + " at " + Numbers.plain(settings.intermediateMlPerH())
                        + " mL/h, container 0.5 m above",
                Axis.linear("time since the start, min", 0, (double) LASTING.toMinutes()),
                Axis.linear("volume out, mL", 0, most(all)));
        for (Measured one : all) {
            String where = settings.label() + ", door opened, " + one.clamp();
            FlowCurve after = one.flow().between(OPENED_MIN, OPENED_MIN + WATCHED_MIN);
            rows.add(Row.reported(TEST, where + ", out in 3 min", after.mean() * WATCHED_MIN / 60, Unit.MILLILITRES));
            one.alarmS()
                    .ifPresent(seconds ->
                            rows.add(Row.reported(TEST, where + ", door to free-flow alarm", seconds, Unit.SECONDS)));
            plot.line(volumes(one.flow()), one.clampFails() ? Ink.MISSED : Ink.OURS, one.clamp());
            curves.add(new Curve(
                    TEST.label() + "-" + settings.label() + (one.clampFails() ? "-failed" : "-closes"),
                    List.of("time_min", "volume_ml"),
                    volumes(one.flow()).stream()
                            .map(point -> List.of(point.x(), point.y()))
                            .toList()));
        }
        plot.upright(OPENED_MIN, Ink.SET, "door opened");
        Picture picture = new Picture(
                TEST.label() + "-" + settings.label(),
                "With a clamp that closes nothing runs; without, a person has to close the line, and the alarm says so.",
                plot.svg());
        return new TestResult(TEST, settings.label(), rows, curves, List.of(picture));
    }

    private static double most(List<Measured> all) {
        double most = 1;
        for (Measured one : all) {
            most = Math.max(most, volumes(one.flow()).getLast().y() * 1.05);
        }
        return most;
    }

    private static List<Plot.Point> volumes(FlowCurve flow) {
        List<Plot.Point> volumes = new ArrayList<>();
        double out = 0;
        for (int i = 0; i < flow.size(); i++) {
            out += flow.mlPerH(i) * SAMPLE_MIN / 60;
            volumes.add(new Plot.Point((i + 1) * SAMPLE_MIN, out));
        }
        return volumes;
    }
}
