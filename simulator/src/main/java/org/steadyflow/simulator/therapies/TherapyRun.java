package org.steadyflow.simulator.therapies;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.RunSetup;
import org.steadyflow.simulator.run.Simulation;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;

/** One row of the table, run and judged by the world. */
public final class TherapyRun {
    /** What the mechanism may be off: its gain from set to set, ripple, what the type's calibration leaves. */
    private static final double TOLERANCE = 0.05;
    /** What a set may lose by creep more or less than its type, and the shortest time in which it does. */
    private static final double CREEP = 0.04;

    private static final double CREEP_HOURS = 24;
    /** What a line of some compliance holds back or gives, and a sample of ten seconds hides, mL. */
    private static final double SLACK_ML = 0.1;

    private TherapyRun() {}

    /**
     * @param prescribedMl what the pump was ordered to give
     * @param deliveredMl what really entered the vein, keep-open flow and flushes included
     * @param seen alarms that were raised
     * @param faults what is not as the row says, in sentences; none where the row is right
     */
    public record Outcome(
            TherapyRow row, double prescribedMl, double deliveredMl, Set<AlarmCode> seen, List<String> faults) {
        public Outcome {
            seen = Set.copyOf(seen);
            faults = List.copyOf(faults);
        }

        public boolean isRight() {
            return faults.isEmpty();
        }

        /** By how much the delivered volume is off the expected one, percent. */
        public double errorPercent() {
            return (deliveredMl / row.deliveredMl() - 1) * 100;
        }
    }

    /** Runs the row; {@code seed} draws noise and spreads of its world. */
    public static Outcome run(TherapyRow row, long seed) throws IOException {
        return run(row, seed, false);
    }

    /** The same with the independent monitor fitted, or without. */
    public static Outcome run(TherapyRow row, long seed, boolean monitored) throws IOException {
        Order order = TherapyTable.order(row);
        Scenario scenario = TherapyTable.scenario(row);
        DeliveredCurve curve = new DeliveredCurve();
        Watching watching = Watching.NOBODY.seenBy(curve).startedBy(curve::started);
        Mechanism mechanism = Mechanism.labelled(row.mechanism())
                .orElseThrow(() -> new IOException("row " + row.id() + ": no mechanism " + row.mechanism()));
        RunSetup plain = new RunSetup(order, scenario, seed, mechanism);
        RunSetup setup = monitored ? plain.withMonitor() : plain;
        if (!setup.refusals().isEmpty()) {
            throw new IOException("row " + row.id() + ": " + setup.refusals());
        }
        RunResult result = new Simulation(setup, watching).run();
        Set<AlarmCode> seen = EnumSet.noneOf(AlarmCode.class);
        result.alarms().forEach(alarm -> seen.add(alarm.code()));
        return new Outcome(
                row, result.programmedMl().doubleValue(), curve.totalMl(), seen, faults(row, scenario, result, curve));
    }

    private static List<String> faults(TherapyRow row, Scenario scenario, RunResult result, DeliveredCurve curve) {
        List<String> faults = new ArrayList<>(result.referee());
        String expected = scenario.expectation().outcome().name().toLowerCase(Locale.ROOT);
        if (!result.outcome().equals(expected)) {
            faults.add("it ended " + result.outcome() + ", not " + expected);
        }
        Set<AlarmCode> seen = EnumSet.noneOf(AlarmCode.class);
        result.alarms().forEach(alarm -> seen.add(alarm.code()));
        if (!seen.equals(row.alarms())) {
            faults.add("alarms were " + seen + ", not " + row.alarms());
        }
        double wholeHours = result.simulatedS().doubleValue() / 3_600;
        if (isOff(curve.totalMl(), row.deliveredMl(), wholeHours)) {
            faults.add(String.format(
                    Locale.ROOT, "%.3f mL left the line, not %.3f mL", curve.totalMl(), row.deliveredMl()));
        }
        for (TherapyRow.Stretch stretch : row.flow()) {
            check(stretch, curve, faults);
        }
        return faults;
    }

    private static void check(TherapyRow.Stretch stretch, DeliveredCurve curve, List<String> faults) {
        double hours = (stretch.toS() - stretch.fromS()) / 3_600;
        if (!curve.reaches(stretch.toS())) {
            faults.add("it ended before " + stretch.toS() + " s");
            return;
        }
        double mean = curve.meanMlPerH(stretch.fromS(), stretch.toS());
        if (isOff(mean * hours, stretch.mlPerH() * hours, stretch.toS() / 3_600)) {
            faults.add(String.format(
                    Locale.ROOT,
                    "from %.0f s to %.0f s it gave %.3f mL/h, not %.3f mL/h",
                    stretch.fromS(),
                    stretch.toS(),
                    mean,
                    stretch.mlPerH()));
        }
    }

    /** @param hours how long the set had turned at the most */
    private static boolean isOff(double measuredMl, double expectedMl, double hours) {
        double share = TOLERANCE + CREEP * Math.min(1, hours / CREEP_HOURS);
        return Math.abs(measuredMl - expectedMl) > share * expectedMl + SLACK_ML;
    }
}
