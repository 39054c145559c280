package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** Flow over the first two hours. */
public final class StartUpTrial {
    private static final double SAMPLE_MIN = 0.5;
    private static final double MINUTES = 120;
    private static final Duration LASTING = Duration.ofHours(2);
    private static final TestName TEST = TestName.START_UP;
    private static final long SET = 1;
    /** Started up: this part of the second hour's mean flow has come, over five minutes. */
    private static final double ARRIVED = 0.9;

    private static final double OVER_MIN = 5;

    private StartUpTrial() {}

    private record Measured(double mlPerH, FlowCurve flow) {}

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (double rate : settings.ratesForTwoHours(1, settings.intermediateMlPerH())) {
            Infusion infusion = Infusion.at(rate, LASTING, settings.mechanism(), SET);
            runs.add(new Plan.Run<>(LASTING.toSeconds(), () -> measure(infusion, rate)));
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static Measured measure(Infusion infusion, double rate) throws IOException {
        int samples = (int) (MINUTES / SAMPLE_MIN);
        return new Measured(
                rate, Weighing.weigh(infusion, SAMPLE_MIN, samples).curve().flow());
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Row> rows = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (Measured one : all) {
            String where = settings.label() + ", " + Numbers.plain(one.mlPerH()) + " mL/h";
            String name = TEST.label() + "-" + settings.label() + "-" + Numbers.plain(one.mlPerH());
            rows.add(Row.reported(
                    TEST,
                    where + ", until a 5 min mean is 90 % of the second hour's",
                    startedAfterMin(one),
                    Unit.MINUTES));
            rows.add(Row.reported(
                    TEST, where + ", first two hours", one.flow().errorPercent(one.mlPerH()), Unit.PERCENT));
            curves.add(new Curve(name, List.of("time_min", "flow_ml_per_h"), points(one.flow())));
            pictures.add(picture(settings, name, one));
        }
        return new TestResult(TEST, settings.label(), rows, curves, pictures);
    }

    private static double startedAfterMin(Measured one) {
        double enough = ARRIVED * one.flow().between(MINUTES / 2, MINUTES).mean();
        for (double from = 0; from + OVER_MIN <= MINUTES; from += SAMPLE_MIN) {
            if (one.flow().between(from, from + OVER_MIN).mean() >= enough) {
                return from + OVER_MIN;
            }
        }
        return MINUTES;
    }

    private static List<List<Double>> points(FlowCurve flow) {
        List<List<Double>> points = new ArrayList<>();
        for (int i = 0; i < flow.size(); i++) {
            points.add(List.of((i + 1) * SAMPLE_MIN, flow.mlPerH(i)));
        }
        return points;
    }

    private static Picture picture(BenchSettings settings, String name, Measured one) {
        double most = 0;
        double least = 0;
        List<Plot.Point> steps = new ArrayList<>();
        for (int i = 0; i < one.flow().size(); i++) {
            double flow = one.flow().mlPerH(i);
            most = Math.max(most, flow);
            least = Math.min(least, flow);
            steps.add(new Plot.Point(i * SAMPLE_MIN, flow));
            steps.add(new Plot.Point((i + 1) * SAMPLE_MIN, flow));
        }
        Plot plot = new Plot(
                        "Start-up graph, " + settings.label() + " at " + Numbers.plain(one.mlPerH()) + " mL/h",
                        Axis.linear("time since the start, min", 0, MINUTES),
                        Axis.linear(
                                "flow in half a minute, mL/h",
                                Math.min(least * 1.1, 0),
                                Math.max(most, one.mlPerH()) * 1.12))
                .line(steps, Ink.OURS, "flow by mass")
                .level(one.mlPerH(), Ink.SET, "set rate");
        return new Picture(name, "Start-up graph: flow in each half minute of the first two hours.", plot.svg());
    }
}
