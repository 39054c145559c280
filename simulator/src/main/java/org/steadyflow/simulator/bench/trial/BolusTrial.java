package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.bench.analysis.Balance;
import org.steadyflow.simulator.bench.analysis.Doses;
import org.steadyflow.simulator.bench.analysis.MassCurve;
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
import org.steadyflow.simulator.scenario.PersonAction;

/** Twenty-five doses on request, weighed one by one, after one that is not counted. */
public final class BolusTrial {
    private static final int DOSES = 25;
    private static final int SETS_PART = 20;
    private static final FlowRate BOLUS_RATE = FlowRate.ofMillilitresPerHour(125);
    /** Weighed after the dose, asked for after the weighing. */
    private static final Duration ASKED_AFTER = Duration.ofSeconds(1);

    private static final Duration REST = Duration.ofSeconds(60);
    private static final TestName TEST = TestName.BOLUS;

    private BolusTrial() {}

    private enum Size {
        SMALL(50, Target.BOLUS_SMALL),
        MIDDLE(1_000, Target.BOLUS_MIDDLE),
        /** Twelve and a half rollers; 1 mL is twelve exactly, and so is each dose of 50 mL whole rollers. */
        UNFAVOURABLE(1_042, Target.BOLUS_MIDDLE),
        LARGE(50_000, Target.BOLUS_LARGE);

        private final long microlitres;
        private final Target target;

        Size(long microlitres, Target target) {
            this.microlitres = microlitres;
            this.target = target;
        }

        Volume volume() {
            return Volume.ofMicrolitres(microlitres);
        }

        double ml() {
            return volume().millilitres().doubleValue();
        }

        String text() {
            return Numbers.plain(ml()) + " mL";
        }

        /** Whole seconds, so that readings and requests keep step. */
        Duration interval() {
            return Duration.ofSeconds(BOLUS_RATE.durationFor(volume()).toSeconds())
                    .plus(REST);
        }
    }

    private record Measured(Size size, long set, Doses doses) {}

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (Size size : Size.values()) {
            Volume all = size.volume().times(DOSES + 2L);
            boolean isHeld = !all.isMoreThan(settings.mechanism().mostContainer());
            for (int set = 1; isHeld && set <= settings.setsOver(SETS_PART); set++) {
                Infusion infusion = infusion(settings, size, set);
                double lasting = size.interval().multipliedBy(DOSES + 1L).toSeconds();
                runs.add(new Plan.Run<>(lasting, () -> measure(infusion, size)));
            }
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static Infusion infusion(BenchSettings settings, Size size, int set) {
        Volume all = size.volume().times(DOSES + 2L);
        Regimen regimen = new Regimen.PatientControlled(
                all,
                FlowRate.ZERO,
                size.volume(),
                BOLUS_RATE.compareTo(settings.mechanism().mostRate()) < 0
                        ? BOLUS_RATE
                        : settings.mechanism().mostRate(),
                size.interval().minus(ASKED_AFTER),
                Optional.of(all),
                Optional.empty(),
                Volume.ZERO,
                Volume.ZERO);
        Infusion infusion = Infusion.of(regimen, settings.mechanism(), set)
                .lasting(size.interval().multipliedBy(DOSES + 1L).plusSeconds(5));
        for (int dose = 0; dose <= DOSES; dose++) {
            Duration at = size.interval().multipliedBy(dose).plus(ASKED_AFTER);
            infusion = infusion.then(at, PersonAction.Plain.REQUEST_BOLUS);
        }
        return infusion;
    }

    private static Measured measure(Infusion infusion, Size size) throws IOException {
        double sampleMin = size.interval().toSeconds() / 60.0;
        MassCurve masses = Weighing.weigh(infusion, sampleMin, DOSES + 1).curve();
        double[] volumes = new double[DOSES];
        for (int dose = 0; dose < DOSES; dose++) {
            volumes[dose] = (masses.grams(dose + 2) - masses.grams(dose + 1)) / Balance.DENSITY_G_PER_ML;
        }
        return new Measured(size, infusion.seed(), Doses.of(volumes));
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Row> rows = new ArrayList<>();
        List<List<Double>> points = new ArrayList<>();
        for (Size size : Size.values()) {
            List<Measured> here = all.stream().filter(one -> one.size() == size).toList();
            if (!here.isEmpty()) {
                addRows(settings, size, here, rows);
            }
        }
        for (Measured one : all) {
            for (int dose = 0; dose < DOSES; dose++) {
                points.add(List.of(
                        one.size().ml(),
                        (double) one.set(),
                        dose + 1.0,
                        one.doses().aboutMeanPercent().get(dose)));
            }
        }
        String name = TEST.label() + "-" + settings.label();
        List<String> columns = List.of("dose_ml", "set", "number", "about_the_sets_mean_percent");
        return new TestResult(
                TEST,
                settings.label(),
                rows,
                List.of(new Curve(name, columns, points)),
                List.of(picture(settings, name, all)));
    }

    private static void addRows(BenchSettings settings, Size size, List<Measured> here, List<Row> rows) {
        String where = settings.label() + ", " + DOSES + " of " + size.text() + ", ";
        double above = 0;
        double below = 0;
        double mean = 0;
        for (Measured one : here) {
            above = Math.max(above, one.doses().worstAbovePercent());
            below = Math.min(below, one.doses().worstBelowPercent());
            mean += one.doses().meanErrorPercent(size.ml()) / here.size();
        }
        String sets = " of " + BenchSettings.counted(here.size());
        rows.add(Row.against(size.target, TEST, where + "worst above the set's mean" + sets, above, Unit.PERCENT));
        rows.add(Row.against(size.target, TEST, where + "worst below the set's mean" + sets, below, Unit.PERCENT));
        rows.add(Row.reported(TEST, where + "mean dose against what was asked for, mean" + sets, mean, Unit.PERCENT));
    }

    private static Picture picture(BenchSettings settings, String name, List<Measured> all) {
        List<Size> sizes = all.stream().map(Measured::size).distinct().toList();
        double widest = all.stream()
                .mapToDouble(one ->
                        Math.max(one.doses().worstAbovePercent(), -one.doses().worstBelowPercent()))
                .max()
                .orElse(1);
        double reach = Math.max(14, widest * 1.1);
        Plot plot = new Plot(
                "Doses in a row, " + settings.label() + " at 125 mL/h",
                Axis.categories("dose", sizes.stream().map(Size::text).toList()),
                Axis.linear("about the set's own mean, %", -reach, reach));
        for (int place = 0; place < sizes.size(); place++) {
            double target = sizes.get(place).target.limit().most();
            plot.field(place - 0.42, place + 0.42, -target, target, Ink.TARGET, "target");
        }
        for (Measured one : all.reversed()) {
            List<Plot.Point> points = new ArrayList<>();
            for (int dose = 0; dose < DOSES; dose++) {
                double at = sizes.indexOf(one.size()) + (dose - DOSES / 2) / (double) DOSES * 0.76;
                points.add(new Plot.Point(at, one.doses().aboutMeanPercent().get(dose)));
            }
            boolean isFirst = one.set() == 1;
            plot.dots(points, isFirst ? Ink.OURS : Ink.OURS_PALE, isFirst ? "set 1, dose 1 to 25" : "other sets");
        }
        if (settings.isCassette()) {
            plot.range(0.46, -3.0, 4.2, Ink.KNOWN, "CADD-Solis, against the dose asked for");
            plot.range(sizes.indexOf(Size.LARGE) + 0.46, -0.07, 2.35, Ink.KNOWN, "");
        }
        return new Picture(name, "Each dot is one weighed dose, from the first of 25 to the last.", plot.svg());
    }
}
