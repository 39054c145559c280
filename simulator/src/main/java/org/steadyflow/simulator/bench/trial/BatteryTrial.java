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
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;

/** From pulling the mains adapter to the dark. */
public final class BatteryTrial {
    private static final Duration LASTING = Duration.ofHours(14);
    private static final Duration PULLED_AFTER = Duration.ofSeconds(10);
    private static final long SAMPLE_NS = Duration.ofMinutes(2).toNanos();
    private static final double HOUR_S = 3_600;
    private static final long SET = 1;
    private static final TestName TEST = TestName.BATTERY;

    private BatteryTrial() {}

    /**
     * @param darkS since the adapter was pulled
     * @param deliveredMl until then
     */
    private record Measured(
            List<Plot.Point> charge, double darkS, double deliveredMl, List<RunResult.RaisedAlarm> alarms) {}

    public static Plan<?> plan(BenchSettings settings) {
        double rate = settings.isCassette()
                ? settings.intermediateMlPerH()
                : Math.max(settings.intermediateMlPerH() / 10, leastMlPerH(settings));
        Infusion infusion =
                Infusion.at(rate, LASTING, settings.mechanism(), SET).then(PULLED_AFTER, new WorldAction.LoseMains());
        List<Plan.Run<Measured>> runs = List.of(new Plan.Run<>(LASTING.toSeconds(), () -> measure(infusion)));
        return new Plan<>(runs, measured -> result(settings, rate, measured.getFirst()));
    }

    private static double leastMlPerH(BenchSettings settings) {
        return settings.mechanism().leastRate().nanolitresPerHour() / 1e6;
    }

    private static Measured measure(Infusion infusion) throws IOException {
        Gauge gauge = new Gauge();
        RunResult result = infusion.run(Watching.NOBODY.seenBy(gauge));
        return new Measured(gauge.charge, gauge.darkNs / 1e9, gauge.deliveredMl, result.alarms());
    }

    private static final class Gauge implements Watching.Onlooker {
        private final List<Plot.Point> charge = new ArrayList<>();
        private long darkNs = LASTING.toNanos();
        private double deliveredMl;

        @Override
        public void look(WorldTruth truth) {
            if (truth.nowNs() % SAMPLE_NS == 0) {
                charge.add(new Plot.Point(truth.nowNs() / 1e9 / HOUR_S, truth.batteryPermille() / 10));
            }
            if (truth.powered()) {
                deliveredMl = truth.deliveredMl();
            } else {
                darkNs = Math.min(darkNs, truth.nowNs());
            }
        }
    }

    private static TestResult result(BenchSettings settings, double rate, Measured measured) {
        String where = settings.label() + ", " + Numbers.plain(rate) + " mL/h, ";
        List<Row> rows = new ArrayList<>();
        rows.add(Row.reported(TEST, where + "mains pulled to dark", measured.darkS() / HOUR_S, Unit.HOURS));
        rows.add(Row.reported(TEST, where + "delivered until then", measured.deliveredMl(), Unit.MILLILITRES));
        Plot plot = new Plot(
                "On the battery, " + settings.label() + " at " + Numbers.plain(rate) + " mL/h",
                Axis.linear("time since the mains adapter was pulled, h", 0, (double) LASTING.toHours()),
                Axis.linear("charge, %", 0, 105));
        plot.line(measured.charge(), Ink.OURS, "true charge");
        for (AlarmCode code : List.of(AlarmCode.BATTERY_LOW, AlarmCode.BATTERY_DEPLETED)) {
            measured.alarms().stream()
                    .filter(alarm -> alarm.code() == code)
                    .mapToDouble(alarm -> alarm.raisedS().doubleValue())
                    .findFirst()
                    .ifPresent(seconds -> {
                        double before = (measured.darkS() - seconds) / 60;
                        rows.add(Row.reported(TEST, where + code + " to dark", before, Unit.MINUTES));
                        Ink ink = code == AlarmCode.BATTERY_LOW ? Ink.KNOWN : Ink.MISSED;
                        plot.upright(seconds / HOUR_S, ink, code.name());
                    });
        }
        plot.upright(measured.darkS() / HOUR_S, Ink.SET, "dark");
        String name = TEST.label() + "-" + settings.label();
        List<List<Double>> points = measured.charge().stream()
                .map(point -> List.of(point.x(), point.y()))
                .toList();
        Curve curve = new Curve(name, List.of("time_h", "charge_percent"), points);
        Picture picture = new Picture(name, "Charge, and when the pump warned.", plot.svg());
        return new TestResult(TEST, settings.label(), rows, List.of(curve), List.of(picture));
    }
}
