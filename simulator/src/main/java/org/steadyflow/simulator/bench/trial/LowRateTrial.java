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

/** The ambulatory method: 15 minutes a sample, a day to settle, 25 hours or to the end of the syringe. */
public final class LowRateTrial {
    private static final double SAMPLE_MIN = 15;
    private static final double SETTLED_MIN = 24 * 60;
    private static final double LONGEST_MIN = 49 * 60;
    private static final List<Double> WINDOWS_MIN = List.of(15.0, 60.0, 150.0, 330.0, 570.0, 930.0);
    private static final double TARGET_WINDOW_MIN = 330;
    private static final double FASTEST_ML_PER_H = 2;
    /** The last millilitre of a syringe is not part of the test. */
    private static final double LEFT_ML = 1;

    private static final int SETS_PART = 25;
    private static final TestName TEST = TestName.LOW_RATE;

    private LowRateTrial() {}

    private record Measured(Trumpets.Trumpet trumpet, double mlPerH, double meanMlPerH) {}

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (double rate : settings.rates(0.1, 0.5, 1)) {
            double minutes = minutes(settings, rate);
            boolean isLong = minutes >= SETTLED_MIN + TARGET_WINDOW_MIN;
            for (int set = 1; isLong && rate <= FASTEST_ML_PER_H && set <= settings.setsOver(SETS_PART); set++) {
                Infusion infusion = Infusion.at(rate, Duration.ofMinutes((long) minutes), settings.mechanism(), set);
                runs.add(new Plan.Run<>(minutes * 60, () -> measure(infusion, rate, minutes)));
            }
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    /** 49 hours, or whole samples of what the syringe holds. */
    private static double minutes(BenchSettings settings, double rate) {
        if (settings.isCassette()) {
            return LONGEST_MIN;
        }
        double held = (settings.mechanism().mostContainer().millilitres().doubleValue() - LEFT_ML) / rate * 60;
        return Math.min(LONGEST_MIN, Math.floor(held / SAMPLE_MIN) * SAMPLE_MIN);
    }

    private static Measured measure(Infusion infusion, double rate, double minutes) throws IOException {
        Weighing.Weighed weighed = Weighing.weigh(infusion, SAMPLE_MIN, (int) (minutes / SAMPLE_MIN));
        FlowCurve settled = weighed.curve().flow().between(SETTLED_MIN, minutes);
        List<FlowCurve.Departure> departures = settled.trumpet(settled.mean(), WINDOWS_MIN);
        Trumpets.Trumpet trumpet = new Trumpets.Trumpet(infusion.seed(), settled.errorPercent(rate), departures);
        return new Measured(trumpet, rate, settled.mean());
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Row> rows = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (double rate : all.stream().map(Measured::mlPerH).distinct().toList()) {
            List<Measured> here =
                    all.stream().filter(one -> one.mlPerH() == rate).toList();
            Trumpets trumpets =
                    new Trumpets(here.stream().map(Measured::trumpet).toList());
            String name = TEST.label() + "-" + settings.label() + "-" + Numbers.plain(rate);
            addRows(settings, rate, here, trumpets, rows);
            curves.add(trumpets.curve(name));
            pictures.add(picture(settings, rate, name, trumpets));
        }
        return new TestResult(TEST, settings.label(), rows, curves, pictures);
    }

    private static void addRows(
            BenchSettings settings, double rate, List<Measured> here, Trumpets trumpets, List<Row> rows) {
        String where = settings.label() + ", " + Numbers.plain(rate) + " mL/h, ";
        String sets = " of " + BenchSettings.counted(here.size());
        Target target = settings.isCassette() ? Target.LOW_RATE_CASSETTE : Target.LOW_RATE_SYRINGE;
        double worst = trumpets.worst(TARGET_WINDOW_MIN);
        rows.add(
                rate <= 1
                        ? Row.against(target, TEST, where + "330 min window, worst" + sets, worst, Unit.PERCENT)
                        : Row.reported(TEST, where + "330 min window, worst" + sets, worst, Unit.PERCENT));
        double farthest = 0;
        for (Measured one : here) {
            double error = one.meanMlPerH() - rate;
            farthest = Math.abs(error) > Math.abs(farthest) ? error : farthest;
        }
        rows.add(Row.reported(
                TEST, where + "mean flow less set rate, worst" + sets, farthest, Unit.MILLILITRES_PER_HOUR));
    }

    private static Picture picture(BenchSettings settings, double rate, String name, Trumpets trumpets) {
        double reach = Math.max(8, Math.min(60, trumpets.widest() * 1.1));
        double target = (settings.isCassette() ? Target.LOW_RATE_CASSETTE : Target.LOW_RATE_SYRINGE)
                .limit()
                .most();
        Plot plot = new Plot(
                        "Ambulatory trumpet, " + settings.label() + " at " + Numbers.plain(rate) + " mL/h, second day",
                        Axis.logarithmic("observation window, min", 12, 1_000, 15, 60, 150, 330, 570, 930),
                        Axis.linear("departure from the set's own mean, %", -reach, reach))
                .field(290, 375, -target, target, Ink.TARGET, "target at 330 min");
        trumpets.draw(plot);
        return new Picture(
                name, "The trumpet of a slow infusion: windows of hours, after a day to settle.", plot.svg());
    }
}
