package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.simulator.bench.plot.Axis;
import org.steadyflow.simulator.bench.plot.Ink;
import org.steadyflow.simulator.bench.plot.Plot;
import org.steadyflow.simulator.bench.result.Curve;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.Picture;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;
import org.steadyflow.simulator.world.WorldParameters;

/** How other surroundings change the mean flow of the second hour, against the same set in the usual ones. */
public final class ConditionTrial {
    private static final double SAMPLE_MIN = 0.5;
    private static final double FROM_MIN = 60;
    private static final double TO_MIN = 120;
    private static final Duration LASTING = Duration.ofHours(2);
    private static final int SETS_PART = 10;
    private static final LineLimits LIMITS =
            new LineLimits(Pressure.ofMmHg(600), LineLimits.USUAL.singleBubble(), LineLimits.USUAL.airIn15Min());

    private ConditionTrial() {}

    /** @param condition empty for the usual surroundings */
    private record Measured(Optional<Conditions.Condition> condition, long set, double mlPerH, String stoppedBy) {}

    /** @param worst the set that changed most */
    private record Change(Conditions.Condition condition, List<Double> percents, double worst, String stoppedBy) {}

    public static Plan<?> plan(Surroundings test, BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (int set = 1; set <= settings.setsOver(SETS_PART); set++) {
            int seed = set;
            Infusion infusion = Infusion.at(settings.intermediateMlPerH(), LASTING, settings.mechanism(), seed)
                    .limitedBy(LIMITS);
            runs.add(run(Optional.empty(), infusion.in(Conditions.REFERENCE)));
            test.conditions().forEach(condition -> runs.add(run(Optional.of(condition), infusion.in(condition::of))));
        }
        return new Plan<>(runs, measured -> result(test, settings, measured));
    }

    private static Plan.Run<Measured> run(Optional<Conditions.Condition> condition, Infusion infusion) {
        return new Plan.Run<>(LASTING.toSeconds(), () -> measure(condition, infusion));
    }

    private static Measured measure(Optional<Conditions.Condition> condition, Infusion infusion) throws IOException {
        Weighing.Weighed weighed = Weighing.weigh(infusion, SAMPLE_MIN, (int) (TO_MIN / SAMPLE_MIN));
        double mean = weighed.curve().flow().between(FROM_MIN, TO_MIN).mean();
        return new Measured(condition, infusion.seed(), mean, weighed.stoppedBy());
    }

    private static TestResult result(Surroundings test, BenchSettings settings, List<Measured> all) {
        List<Change> changes = test.conditions().stream()
                .map(condition -> change(condition, all))
                .toList();
        List<Row> rows = new ArrayList<>();
        List<List<Double>> points = new ArrayList<>();
        for (Change change : changes) {
            rows.add(row(test, settings, change));
            for (int set = 0; set < change.percents().size(); set++) {
                points.add(List.of(
                        change.condition().value(),
                        (double) set + 1,
                        change.percents().get(set)));
            }
        }
        String name = test.test().label() + "-" + settings.label();
        Curve curve = new Curve(name, List.of(test.column(), "set", "change_percent"), points);
        Picture picture = picture(test, settings, name, changes);
        return new TestResult(test.test(), settings.label(), rows, List.of(curve), List.of(picture));
    }

    private static Change change(Conditions.Condition condition, List<Measured> all) {
        List<Double> percents = new ArrayList<>();
        String stoppedBy = "";
        double worst = 0;
        for (Measured one : all) {
            if (one.condition().filter(condition::equals).isPresent()) {
                double usual = usual(one.set(), all);
                double percent = 100 * (one.mlPerH() - usual) / usual;
                percents.add(percent);
                worst = Math.abs(percent) > Math.abs(worst) ? percent : worst;
                stoppedBy = one.stoppedBy().isEmpty() ? stoppedBy : one.stoppedBy();
            }
        }
        return new Change(condition, percents, worst, stoppedBy);
    }

    private static double usual(long set, List<Measured> all) {
        return all.stream()
                .filter(one -> one.condition().isEmpty() && one.set() == set)
                .mapToDouble(Measured::mlPerH)
                .findFirst()
                .orElseThrow();
    }

    private static Row row(Surroundings test, BenchSettings settings, Change change) {
        String where = settings.label() + ", " + Numbers.plain(settings.intermediateMlPerH()) + " mL/h, "
                + change.condition().name() + ", worst of "
                + BenchSettings.counted(change.percents().size())
                + (change.stoppedBy().isEmpty() ? "" : ", stopped by " + change.stoppedBy());
        return change.condition().isTarget()
                ? Row.against(Target.CONDITION, test.test(), where, change.worst(), Unit.PERCENT)
                : Row.reported(test.test(), where, change.worst(), Unit.PERCENT);
    }

    private static Picture picture(Surroundings test, BenchSettings settings, String name, List<Change> changes) {
        double widest = changes.stream()
                .mapToDouble(change -> Math.abs(change.worst()))
                .max()
                .orElse(0);
        double reach = Math.max(10, Math.max(widest * 1.1, test.knownReachPercent()));
        Plot plot = new Plot(
                        test.test().title() + ", " + settings.label() + " at "
                                + Numbers.plain(settings.intermediateMlPerH()) + " mL/h",
                        test.axis(),
                        Axis.linear("change of the mean flow, %", -reach, reach))
                .band(-5, 5, Ink.TARGET, "target \u00b15 %");
        int sets = changes.getFirst().percents().size();
        double usual = test.usualPlace(WorldParameters.of(settings.mechanism()));
        for (int set = sets - 1; set >= 0; set--) {
            List<Plot.Point> line = new ArrayList<>();
            line.add(new Plot.Point(usual, 0));
            for (Change change : changes) {
                line.add(new Plot.Point(
                        change.condition().value(), change.percents().get(set)));
            }
            line.sort((one, other) -> Double.compare(one.x(), other.x()));
            plot.thinLine(line, set == 0 ? Ink.OURS : Ink.OURS_PALE, set == 0 ? "set 1" : "other sets");
            plot.dots(line, set == 0 ? Ink.OURS : Ink.OURS_PALE, "");
        }
        test.drawKnown(plot);
        return new Picture(name, "Change against the same set at 0 mmHg, 20 \u00b0C, with water.", plot.svg());
    }
}
