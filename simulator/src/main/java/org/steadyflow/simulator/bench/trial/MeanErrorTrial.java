package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.simulator.bench.plot.Axis;
import org.steadyflow.simulator.bench.plot.Ink;
import org.steadyflow.simulator.bench.plot.Plot;
import org.steadyflow.simulator.bench.result.Curve;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.Picture;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;

/** A: the mean error of the second hour, from set to set. */
public final class MeanErrorTrial {
    private static final double SAMPLE_MIN = 0.5;
    private static final double FROM_MIN = 60;
    private static final double TO_MIN = 120;
    private static final Duration LASTING = Duration.ofHours(2);
    private static final TestName TEST = TestName.MEAN_ERROR;
    /** Syringes differ less; fewer of them tell as much. */
    private static final int SYRINGES_PART = 5;

    private static final int WEIGHED_PART = 5;

    private static final double EDGE_PERCENT = 8;
    private static final double CELL_PERCENT = 0.5;

    private MeanErrorTrial() {}

    /** @param weighed the set was primed onto a balance before */
    private record Measured(double mlPerH, long set, boolean weighed, double errorPercent) {}

    public static Plan<?> plan(BenchSettings settings) {
        int sets = settings.isCassette() ? settings.sets() : settings.setsOver(SYRINGES_PART);
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (double rate : settings.ratesForTwoHours(settings.intermediateMlPerH())) {
            for (int set = 1; set <= sets; set++) {
                Infusion infusion = Infusion.at(rate, LASTING, settings.mechanism(), set);
                runs.add(new Plan.Run<>(LASTING.toSeconds(), () -> measure(infusion, rate)));
            }
        }
        if (settings.isCassette()) {
            addWeighed(settings, runs);
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static void addWeighed(BenchSettings settings, List<Plan.Run<Measured>> runs) {
        double rate = settings.intermediateMlPerH();
        for (int set = 1; set <= settings.setsOver(WEIGHED_PART); set++) {
            long seed = set;
            Infusion infusion = Infusion.at(rate, LASTING, settings.mechanism(), seed);
            runs.add(new Plan.Run<>(
                    LASTING.toSeconds(),
                    () -> measure(infusion.calibratedBy(WeighedSet.factor(settings.mechanism(), seed)), rate)));
        }
    }

    private static Measured measure(Infusion infusion, double rate) throws IOException {
        Weighing.Weighed weighed = Weighing.weigh(infusion, SAMPLE_MIN, (int) (TO_MIN / SAMPLE_MIN));
        double error = weighed.curve().flow().between(FROM_MIN, TO_MIN).errorPercent(rate);
        return new Measured(rate, infusion.seed(), infusion.factor().isPresent(), error);
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Row> rows = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        List<List<Double>> points = new ArrayList<>();
        all.forEach(one ->
                points.add(List.of(one.mlPerH(), (double) one.set(), one.weighed() ? 1.0 : 0.0, one.errorPercent())));
        for (double rate : all.stream().map(Measured::mlPerH).distinct().toList()) {
            List<Double> errors = errors(all, rate, false);
            addRows(settings, rate, errors, rows);
            pictures.add(histogram(settings, rate, errors));
        }
        addWeighedRows(settings, errors(all, settings.intermediateMlPerH(), true), rows);
        List<String> columns = List.of("rate_ml_per_h", "set", "weighed", "mean_error_percent");
        String name = TEST.label() + "-" + settings.label();
        return new TestResult(TEST, settings.label(), rows, List.of(new Curve(name, columns, points)), pictures);
    }

    private static List<Double> errors(List<Measured> all, double rate, boolean weighed) {
        return all.stream()
                .filter(one -> one.mlPerH() == rate && one.weighed() == weighed)
                .map(Measured::errorPercent)
                .sorted()
                .toList();
    }

    private static void addWeighedRows(BenchSettings settings, List<Double> sorted, List<Row> rows) {
        if (sorted.isEmpty()) {
            return;
        }
        String where = settings.label() + ", " + Numbers.plain(settings.intermediateMlPerH()) + " mL/h, set weighed, ";
        String sets = " of " + BenchSettings.counted(sorted.size());
        rows.add(row(true, Target.WEIGHED_SET, where + "lowest" + sets, sorted.getFirst()));
        rows.add(row(true, Target.WEIGHED_SET, where + "highest" + sets, sorted.getLast()));
    }

    private static void addRows(BenchSettings settings, double rate, List<Double> sorted, List<Row> rows) {
        String where = settings.label() + ", " + Numbers.plain(rate) + " mL/h, ";
        String sets = " of " + BenchSettings.counted(sorted.size());
        double mean = sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        boolean isTargetRate = rate == settings.intermediateMlPerH();
        Target each = settings.isCassette() ? Target.EACH_SET : Target.SYRINGE_MEAN;
        Row middle = settings.isCassette() && isTargetRate
                ? Row.against(Target.MEAN_OF_SETS, TEST, where + "mean" + sets, mean, Unit.PERCENT)
                : Row.reported(TEST, where + "mean" + sets, mean, Unit.PERCENT);
        rows.add(middle);
        rows.add(row(isTargetRate, each, where + "lowest" + sets, sorted.getFirst()));
        rows.add(row(isTargetRate, each, where + "highest" + sets, sorted.getLast()));
    }

    private static Row row(boolean isTarget, Target target, String condition, double value) {
        return isTarget
                ? Row.against(target, TEST, condition, value, Unit.PERCENT)
                : Row.reported(TEST, condition, value, Unit.PERCENT);
    }

    private static Picture histogram(BenchSettings settings, double rate, List<Double> errors) {
        int cells = (int) (2 * EDGE_PERCENT / CELL_PERCENT);
        int[] counts = new int[cells];
        for (double error : errors) {
            int cell = (int) Math.floor((error + EDGE_PERCENT) / CELL_PERCENT);
            counts[Math.max(0, Math.min(cells - 1, cell))]++;
        }
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        Target each = settings.isCassette() ? Target.EACH_SET : Target.SYRINGE_MEAN;
        Plot plot = new Plot(
                "Mean error of " + BenchSettings.counted(errors.size()) + ", " + settings.label() + " at "
                        + Numbers.plain(rate) + " mL/h",
                Axis.linear("mean error of the second hour, %", -EDGE_PERCENT, EDGE_PERCENT),
                Axis.linear("sets", 0, most * 1.15));
        plot.field(each.limit().least(), each.limit().most(), 0, most * 1.15, Ink.TARGET, "target for each set");
        for (int cell = 0; cell < cells; cell++) {
            double from = -EDGE_PERCENT + cell * CELL_PERCENT;
            boolean isOut = !each.limit().isMetBy(from + CELL_PERCENT / 2);
            if (counts[cell] > 0) {
                plot.bar(
                        from + 0.03, from + CELL_PERCENT - 0.03, 0, counts[cell], isOut ? Ink.MISSED : Ink.OURS, 1, "");
            }
        }
        double mean = errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        plot.upright(mean, Ink.SECOND, "mean of the sets, " + Numbers.plain(Math.rint(mean * 100) / 100) + " %");
        double known = settings.isCassette() ? 5 : 2;
        plot.upright(
                -known,
                Ink.KNOWN,
                settings.isCassette() ? "Infusomat, Alaris: \u00b15 %" : "Medfusion, Perfusor: \u00b12 %");
        plot.upright(known, Ink.KNOWN, "");
        return new Picture(
                TEST.label() + "-" + settings.label() + "-" + Numbers.plain(rate),
                "Each bar counts the sets whose mean flow of the second hour was so far off the set rate.",
                plot.svg());
    }
}
