package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.hal.quantity.Volume;
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
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Priority;

/** Which bubbles are found, over size and rate. */
public final class AirTrial {
    private static final int[] SIZES_UL = {10, 20, 30, 40, 50, 60, 80, 100, 200};
    private static final int FOUND_UL = 50;
    private static final int LEFT_UL = 20;
    private static final double FASTEST_TARGET_ML_PER_H = 600;
    private static final int SETS_PART = 10;
    private static final Duration INSERTED_AFTER = Duration.ofSeconds(20);
    /** Bubble, sensor and a set that gives little. */
    private static final double SPARE_ML = 0.3;

    private static final LineLimits LIMITS = new LineLimits(
            LineLimits.USUAL.downstreamOcclusion(), Volume.ofMicrolitres(FOUND_UL), LineLimits.USUAL.airIn15Min());
    private static final TestName TEST = TestName.AIR;

    private AirTrial() {}

    private enum Seen {
        AS_AIR,
        /** The pump stopped, and gave the bubble another alarm's name. */
        MISNAMED,
        NOT_AT_ALL
    }

    private record Measured(double mlPerH, int sizeUl, Seen seen) {}

    /** How many of the sets found it, and how many stopped for it by another name. */
    private record Cell(double mlPerH, int sizeUl, int found, int misnamed, int sets) {
        double foundPercent() {
            return 100.0 * found / sets;
        }

        double stoppedPercent() {
            return 100.0 * (found + misnamed) / sets;
        }

        boolean isMissed() {
            boolean isTarget = mlPerH <= FASTEST_TARGET_ML_PER_H;
            return isTarget && ((sizeUl == FOUND_UL && found < sets) || (sizeUl == LEFT_UL && found + misnamed > 0));
        }
    }

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (double rate : settings.rates(1, 5, 25, 125, 300, 600, 1_000)) {
            for (int size : SIZES_UL) {
                for (int set = 1; set <= settings.setsOver(SETS_PART); set++) {
                    Infusion infusion = infusion(settings, rate, size, set);
                    double lasting = infusion.lasting().orElseThrow().toSeconds();
                    runs.add(new Plan.Run<>(lasting, () -> measure(infusion, rate, size)));
                }
            }
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static Infusion infusion(BenchSettings settings, double rate, int size, int set) {
        WorldParameters.Air air = WorldParameters.of(settings.mechanism()).air();
        double passesMl = air.entryMl() + air.detectorMl() + air.windowMl() + size / 1_000.0 + SPARE_ML;
        Duration lasting = INSERTED_AFTER.plusSeconds((long) (passesMl / rate * 3_600) + 10);
        return Infusion.at(rate, lasting, settings.mechanism(), set)
                .limitedBy(LIMITS)
                .then(INSERTED_AFTER, new WorldAction.InsertBubble(Volume.ofMicrolitres(size)));
    }

    private static Measured measure(Infusion infusion, double rate, int size) throws IOException {
        RunResult result = infusion.run(Watching.NOBODY);
        Seen seen = Seen.NOT_AT_ALL;
        for (RunResult.RaisedAlarm alarm : result.alarms()) {
            if (alarm.code() == AlarmCode.AIR_SINGLE) {
                return new Measured(rate, size, Seen.AS_AIR);
            }
            seen = alarm.priority() == Priority.HIGH ? Seen.MISNAMED : seen;
        }
        return new Measured(rate, size, seen);
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        List<Cell> cells = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<List<Double>> points = new ArrayList<>();
        for (double rate : all.stream().map(Measured::mlPerH).distinct().toList()) {
            for (int size : SIZES_UL) {
                Cell cell = cell(rate, size, all);
                cells.add(cell);
                points.add(List.of(
                        rate, (double) size, (double) cell.found(), (double) cell.misnamed(), (double) cell.sets()));
                addRow(settings, cell, rows);
            }
        }
        String name = TEST.label() + "-" + settings.label();
        Curve curve = new Curve(name, List.of("rate_ml_per_h", "bubble_ul", "found", "misnamed", "sets"), points);
        return new TestResult(TEST, settings.label(), rows, List.of(curve), List.of(heatMap(settings, name, cells)));
    }

    private static Cell cell(double rate, int size, List<Measured> all) {
        List<Measured> here = all.stream()
                .filter(one -> one.mlPerH() == rate && one.sizeUl() == size)
                .toList();
        return new Cell(rate, size, count(here, Seen.AS_AIR), count(here, Seen.MISNAMED), here.size());
    }

    private static int count(List<Measured> measured, Seen seen) {
        return (int) measured.stream().filter(one -> one.seen() == seen).count();
    }

    private static void addRow(BenchSettings settings, Cell cell, List<Row> rows) {
        String where = settings.label() + ", " + Numbers.plain(cell.mlPerH()) + " mL/h, bubble of " + cell.sizeUl()
                + " uL, " + cell.sets() + " sets, ";
        if (cell.mlPerH() > FASTEST_TARGET_ML_PER_H) {
            return;
        }
        if (cell.sizeUl() == FOUND_UL) {
            rows.add(
                    Row.against(Target.BUBBLE_FOUND, TEST, where + "alarm for air", cell.foundPercent(), Unit.PERCENT));
            if (cell.misnamed() > 0) {
                double misnamed = cell.stoppedPercent() - cell.foundPercent();
                rows.add(Row.reported(TEST, where + "stopped by another alarm's name", misnamed, Unit.PERCENT));
            }
        } else if (cell.sizeUl() == LEFT_UL) {
            rows.add(Row.against(
                    Target.BUBBLE_LEFT, TEST, where + "any alarm that stops", cell.stoppedPercent(), Unit.PERCENT));
        }
    }

    private static Picture heatMap(BenchSettings settings, String name, List<Cell> cells) {
        List<Double> rates = cells.stream().map(Cell::mlPerH).distinct().toList();
        List<String> sizes = new ArrayList<>();
        for (int size : SIZES_UL) {
            sizes.add(String.valueOf(size));
        }
        Plot plot = new Plot(
                "Bubbles found, " + settings.label() + ", limit " + FOUND_UL + " uL",
                Axis.categories("rate, mL/h", rates.stream().map(Numbers::plain).toList()),
                Axis.categories("bubble, \u00b5L", sizes),
                330);
        for (Cell cell : cells) {
            double x = rates.indexOf(cell.mlPerH());
            double y = sizes.indexOf(String.valueOf(cell.sizeUl()));
            double opacity = 0.08 + 0.92 * cell.found() / cell.sets();
            plot.bar(x - 0.48, x + 0.48, y - 0.46, y + 0.46, cell.isMissed() ? Ink.MISSED : Ink.OURS, opacity, "");
            String misnamed = cell.misnamed() > 0 ? " (" + cell.misnamed() + ")" : "";
            plot.words(x, y, cell.found() + " of " + cell.sets() + misnamed, opacity > 0.6);
        }
        return new Picture(
                name,
                "How many of the sets raised the alarm; wanted: all at 50 \u00b5L, none at 20 \u00b5L, up to 600 mL/h (red: not so). In brackets: stopped, but by another alarm's name.",
                plot.svg());
    }
}
