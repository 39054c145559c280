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
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;

/** The trumpet of the second hour, of several sets. */
public final class TrumpetTrial {
    private static final double SAMPLE_MIN = 0.5;
    private static final double FROM_MIN = 60;
    private static final double TO_MIN = 120;
    private static final Duration LASTING = Duration.ofHours(2);
    private static final List<Double> WINDOWS_MIN = List.of(1.0, 2.0, 5.0, 11.0, 19.0, 31.0);
    private static final int SETS_PART = 10;
    private static final double SLOW_ML_PER_H = 4.7;
    private static final double TARGET_ML_PER_H = 25;
    /**
     * At 25 mL/h the cassette turns 300 rollers an hour: windows of whole minutes hold whole rollers, and the ripple
     * hides. At this rate a window of 2 min holds ten and a half.
     */
    private static final double UNFAVOURABLE_ML_PER_H = 26.3;

    private static final TestName TEST = TestName.TRUMPET;

    private TrumpetTrial() {}

    private record Measured(Trumpets.Trumpet trumpet, double mlPerH) {}

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (double rate : rates(settings)) {
            for (int set = 1; set <= settings.setsOver(SETS_PART); set++) {
                Infusion infusion = Infusion.at(rate, LASTING, settings.mechanism(), set);
                runs.add(new Plan.Run<>(LASTING.toSeconds(), () -> measure(infusion, rate)));
            }
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static List<Double> rates(BenchSettings settings) {
        double usual = settings.intermediateMlPerH();
        return settings.isCassette()
                ? settings.ratesForTwoHours(SLOW_ML_PER_H, usual, UNFAVOURABLE_ML_PER_H)
                : settings.ratesForTwoHours(SLOW_ML_PER_H, usual);
    }

    private static Measured measure(Infusion infusion, double rate) throws IOException {
        Weighing.Weighed weighed = Weighing.weigh(infusion, SAMPLE_MIN, (int) (TO_MIN / SAMPLE_MIN));
        FlowCurve second = weighed.curve().flow().between(FROM_MIN, TO_MIN);
        List<FlowCurve.Departure> trumpet = second.trumpet(second.mean(), WINDOWS_MIN);
        return new Measured(new Trumpets.Trumpet(infusion.seed(), second.errorPercent(rate), trumpet), rate);
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Row> rows = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (double rate : all.stream().map(Measured::mlPerH).distinct().toList()) {
            Trumpets trumpets = new Trumpets(all.stream()
                    .filter(one -> one.mlPerH() == rate)
                    .map(Measured::trumpet)
                    .toList());
            String name = TEST.label() + "-" + settings.label() + "-" + Numbers.plain(rate);
            addRows(settings, rate, trumpets, rows);
            curves.add(trumpets.curve(name));
            pictures.add(picture(settings, rate, name, trumpets));
        }
        return new TestResult(TEST, settings.label(), rows, curves, pictures);
    }

    private static void addRows(BenchSettings settings, double rate, Trumpets trumpets, List<Row> rows) {
        for (double window : WINDOWS_MIN) {
            String condition = settings.label() + ", " + Numbers.plain(rate) + " mL/h, " + (int) window
                    + " min window, worst of " + BenchSettings.counted(trumpets.size());
            double worst = trumpets.worst(window);
            boolean isTarget = isTarget(rate) && (window == 2 || window == 31);
            Target target = window == 2 ? Target.TRUMPET_2_MIN : Target.TRUMPET_31_MIN;
            rows.add(
                    isTarget
                            ? Row.against(target, TEST, condition, worst, Unit.PERCENT)
                            : Row.reported(TEST, condition, worst, Unit.PERCENT));
        }
    }

    private static boolean isTarget(double rate) {
        return rate == TARGET_ML_PER_H || rate == UNFAVOURABLE_ML_PER_H;
    }

    private static Picture picture(BenchSettings settings, double rate, String name, Trumpets trumpets) {
        double reach = Math.max(8, Math.min(60, trumpets.widest() * 1.1));
        Plot plot = new Plot(
                "Trumpet curve, " + settings.label() + " at " + Numbers.plain(rate) + " mL/h, second hour",
                Axis.linear("observation window, min", 0, 32).markedAt(1, 2, 5, 11, 19, 31),
                Axis.linear("departure from the set's own mean, %", -reach, reach));
        if (isTarget(rate)) {
            plot.field(1.5, 2.5, -5, 5, Ink.TARGET, "target at 2 and 31 min");
            plot.field(30.5, 31.5, -2, 2, Ink.TARGET, "");
        }
        trumpets.draw(plot);
        double claimed = settings.isCassette() ? 5 : 2;
        plot.level(
                claimed,
                Ink.KNOWN,
                settings.isCassette()
                        ? "accuracy claimed: Infusomat, Alaris"
                        : "accuracy claimed: Medfusion, Perfusor");
        plot.level(-claimed, Ink.KNOWN, "");
        return new Picture(
                name,
                "Trumpet: the most and the least that any window of this length gave, about the set's own mean flow.",
                plot.svg());
    }
}
