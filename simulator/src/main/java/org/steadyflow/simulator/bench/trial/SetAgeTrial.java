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

/** A and B of the same sets: fresh, and in the last hour before they are due for change. Cassette only. */
public final class SetAgeTrial {
    private static final double SAMPLE_MIN = 1;
    private static final int HOURS = 72;
    private static final Duration LASTING = Duration.ofHours(HOURS);
    /** What a set loses on the way to its change: the least and the most of the hardware's figures. */
    private static final double LEAST_LOSS = 0.02;

    private static final double MOST_LOSS = 0.10;
    private static final int SETS_PART = 25;
    private static final TestName TEST = TestName.SET_AGE;

    private SetAgeTrial() {}

    /** @param percents error of each hour against the set rate */
    private record Measured(long set, double loss, List<Double> percents) {
        double fresh() {
            return percents.get(1);
        }

        double old() {
            return percents.getLast();
        }
    }

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        int sets = settings.setsOver(SETS_PART);
        double rate = settings.intermediateMlPerH();
        for (int set = 1; set <= sets; set++) {
            double loss = sets == 1 ? MOST_LOSS : LEAST_LOSS + (MOST_LOSS - LEAST_LOSS) * (set - 1) / (sets - 1);
            Infusion infusion = Infusion.at(rate, LASTING, settings.mechanism(), set)
                    .in(world -> Conditions.creeping(loss, HOURS, world));
            runs.add(new Plan.Run<>(LASTING.toSeconds(), () -> measure(infusion, loss, rate)));
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static Measured measure(Infusion infusion, double loss, double rate) throws IOException {
        Weighing.Weighed weighed = Weighing.weigh(infusion, SAMPLE_MIN, (int) (HOURS * 60 / SAMPLE_MIN));
        FlowCurve flow = weighed.curve().flow();
        List<Double> percents = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            percents.add(flow.between(hour * 60, (hour + 1) * 60).errorPercent(rate));
        }
        return new Measured(infusion.seed(), loss, percents);
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Row> rows = new ArrayList<>();
        List<List<Double>> points = new ArrayList<>();
        String rate = Numbers.plain(settings.intermediateMlPerH());
        Plot plot = new Plot(
                "Mean error of each hour over 72 hours, " + settings.label() + " at " + rate + " mL/h",
                Axis.linear("age of the set, h", 0, HOURS).markedAt(0, 12, 24, 36, 48, 60, 72),
                Axis.linear("mean error of the hour, %", -16, 8));
        for (Measured one : all) {
            String where = settings.label() + ", " + rate + " mL/h, tube that loses "
                    + Numbers.plain(Math.rint(one.loss() * 1_000) / 10) + " % in 72 h";
            rows.add(Row.reported(TEST, where + ", second hour (A)", one.fresh(), Unit.PERCENT));
            rows.add(Row.reported(TEST, where + ", last hour (B)", one.old(), Unit.PERCENT));
            List<Plot.Point> line = new ArrayList<>();
            for (int hour = 0; hour < HOURS; hour++) {
                points.add(
                        List.of((double) one.set(), hour + 1.0, one.percents().get(hour)));
                line.add(new Plot.Point(hour + 0.5, one.percents().get(hour)));
            }
            boolean isFirst = one.set() == 1;
            plot.line(line, isFirst ? Ink.OURS : Ink.OURS_PALE, isFirst ? "set 1" : "other sets");
        }
        plot.level(0, Ink.SET, "set rate");
        String name = TEST.label() + "-" + settings.label();
        Curve curve = new Curve(name, List.of("set", "hour", "mean_error_percent"), points);
        Picture picture = new Picture(name, "What wear of the tube takes, hour by hour.", plot.svg());
        return new TestResult(TEST, settings.label(), rows, List.of(curve), List.of(picture));
    }
}
