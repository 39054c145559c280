package org.steadyflow.simulator.bench.trial;

import java.util.ArrayList;
import java.util.List;
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
import org.steadyflow.simulator.bench.trial.OcclusionTrial.Measured;

/** What the closed taps showed. */
final class OcclusionReport {
    private static final TestName TEST = TestName.OCCLUSION;
    private static final int TARGET_LIMIT_MMHG = 300;
    private static final double REACTION_S = 5;
    private static final double SLOPE_BELOW_ML_PER_H = 5;

    private final BenchSettings settings;
    private final List<Measured> all;

    OcclusionReport(BenchSettings settings, List<Measured> all) {
        this.settings = settings;
        this.all = all;
    }

    TestResult result() {
        List<Row> rows = new ArrayList<>();
        all.forEach(one -> addTime(one, rows));
        all.forEach(one -> addReleased(one, rows));
        String name = TEST.label() + "-" + settings.label();
        return new TestResult(
                TEST,
                settings.label(),
                rows,
                List.of(curve(name)),
                List.of(timePicture(name + "-time"), releasedPicture(name + "-released")));
    }

    private String where(Measured one) {
        return settings.label() + ", " + Numbers.plain(one.mlPerH()) + " mL/h, limit " + one.limitMmHg() + " mmHg, ";
    }

    private void addTime(Measured one, List<Row> rows) {
        if (one.isRefused()) {
            return;
        }
        boolean isTarget = one.limitMmHg() == TARGET_LIMIT_MMHG;
        double due = one.dueS() + REACTION_S;
        if (one.alarmS().isEmpty()) {
            // no alarm at all: as late as the run was long, and missed wherever there is a target
            rows.add(row(isTarget, Target.OCCLUSION_TIME, due, where(one) + "no alarm within", one.dueS() * 2));
            return;
        }
        double alarm = one.alarmS().getAsDouble();
        rows.add(row(isTarget, Target.OCCLUSION_TIME, due, where(one) + "closing to alarm", alarm));
        if (isTarget && one.mlPerH() < SLOPE_BELOW_ML_PER_H) {
            rows.add(row(
                    true, Target.OCCLUSION_SLOPE, one.dueS() / 2, where(one) + "closing to alarm, by slope", alarm));
        }
        if (isTarget) {
            rows.add(Row.reported(TEST, where(one) + "highest pressure", one.peakMmHg(), Unit.MMHG));
        }
    }

    private static Row row(boolean isTarget, Target target, double most, String condition, double value) {
        double rounded = Math.ceil(most * 10) / 10;
        return isTarget
                ? Row.against(target, Limit.atMost(rounded), TEST, condition, value, Unit.SECONDS)
                : Row.reported(TEST, condition, value, Unit.SECONDS);
    }

    private void addReleased(Measured one, List<Row> rows) {
        if (one.releasedMl().isPresent()) {
            double released = one.releasedMl().getAsDouble();
            String condition = where(one) + "released volume";
            rows.add(
                    one.limitMmHg() <= TARGET_LIMIT_MMHG
                            ? Row.against(Target.RELEASED, TEST, condition, released, Unit.MILLILITRES)
                            : Row.reported(TEST, condition, released, Unit.MILLILITRES));
        }
    }

    private Curve curve(String name) {
        List<List<Double>> points = new ArrayList<>();
        for (Measured one : all) {
            points.add(List.of(
                    one.mlPerH(),
                    (double) one.limitMmHg(),
                    one.dueS(),
                    one.alarmS().orElse(-1),
                    one.peakMmHg(),
                    one.releasedMl().orElse(-1)));
        }
        List<String> columns = List.of(
                "rate_ml_per_h",
                "limit_mmhg",
                "c_dp_over_q_s",
                "alarm_s_or_minus_1",
                "highest_pressure_mmhg",
                "released_ml_or_minus_1");
        return new Curve(name, columns, points);
    }

    private Picture timePicture(String name) {
        Plot plot = new Plot(
                "Closed tap to alarm, " + settings.label(),
                Axis.logarithmic("rate, mL/h", 0.08, 1_300, 0.1, 0.5, 1, 5, 25, 125, 1_000),
                Axis.logarithmic("time to the alarm, min", 0.002, 2_000, 0.01, 0.1, 1, 10, 60, 600),
                360);
        for (int limit : List.of(100, 900)) {
            plot.thinLine(times(limit), Ink.OURS_PALE, "limit 100 and 900 mmHg");
        }
        plot.line(times(TARGET_LIMIT_MMHG), Ink.OURS, "limit 300 mmHg");
        plot.dots(times(TARGET_LIMIT_MMHG), Ink.OURS, "");
        plot.dashed(due(1), Ink.TARGET_EDGE, "target: C dP / Q + 5 s at 300 mmHg");
        plot.dots(
                List.of(new Plot.Point(0.5, 117), new Plot.Point(5, 15)), Ink.KNOWN, "40 syringe pumps of 50 mL, mean");
        plot.dots(List.of(new Plot.Point(12, 218 / 60.0)), Ink.SECOND, "reckoned example");
        return new Picture(name, "Time from the closed tap to the alarm, both scales by decades.", plot.svg());
    }

    private List<Plot.Point> times(int limit) {
        return all.stream()
                .filter(one -> one.limitMmHg() == limit && one.alarmS().isPresent())
                .map(one -> new Plot.Point(one.mlPerH(), one.alarmS().getAsDouble() / 60))
                .toList();
    }

    private List<Plot.Point> due(double share) {
        return all.stream()
                .filter(one -> one.limitMmHg() == TARGET_LIMIT_MMHG)
                .map(one -> new Plot.Point(one.mlPerH(), (one.dueS() * share + REACTION_S) / 60))
                .toList();
    }

    private Picture releasedPicture(String name) {
        double most = all.stream()
                .mapToDouble(one -> one.releasedMl().orElse(0))
                .max()
                .orElse(1);
        Plot plot = new Plot(
                "Released volume, tap opened 30 s after the alarm, " + settings.label(),
                Axis.linear("occlusion limit, mmHg", 50, 950).markedAt(100, 200, 300, 400, 500, 600, 700, 800, 900),
                Axis.linear("released volume, mL", 0, Math.max(0.6, most * 1.1)));
        plot.field(50, 350, 0, Target.RELEASED.limit().most(), Ink.TARGET, "target up to 300 mmHg");
        List<Double> rates = all.stream().map(Measured::mlPerH).distinct().toList();
        for (double rate : rates) {
            List<Plot.Point> line = all.stream()
                    .filter(one -> one.mlPerH() == rate && one.releasedMl().isPresent())
                    .map(one -> new Plot.Point(one.limitMmHg(), one.releasedMl().getAsDouble()))
                    .toList();
            boolean isMiddle = rate == settings.intermediateMlPerH();
            plot.line(
                    line,
                    isMiddle ? Ink.OURS : Ink.OURS_PALE,
                    isMiddle ? Numbers.plain(rate) + " mL/h" : "other rates");
        }
        plot.level(0.5, Ink.KNOWN, "ECRI, criterion: 0.5 mL");
        plot.level(0.3, Ink.SECOND, "Medfusion with back-off: below 0.3 mL");
        return new Picture(name, "What comes at once when the tap is opened again.", plot.svg());
    }
}
