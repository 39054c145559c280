package org.steadyflow.simulator.bench.trial;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.simulator.bench.analysis.FlowCurve;
import org.steadyflow.simulator.bench.plot.Ink;
import org.steadyflow.simulator.bench.plot.Plot;
import org.steadyflow.simulator.bench.result.Curve;

/** The trumpets of several sets at one rate. */
record Trumpets(List<Trumpet> all) {
    Trumpets {
        all = List.copyOf(all);
    }

    /**
     * @param errorPercent mean error of the same time
     * @param departures about the set's own mean, the shortest window first
     */
    record Trumpet(long set, double errorPercent, List<FlowCurve.Departure> departures) {
        Trumpet {
            departures = List.copyOf(departures);
        }
    }

    int size() {
        return all.size();
    }

    /** The departure farthest from zero of all sets in windows of this length, percent; 0 where none fits. */
    double worst(double windowMin) {
        double worst = 0;
        for (Trumpet trumpet : all) {
            for (FlowCurve.Departure departure : trumpet.departures()) {
                if (departure.windowMin() == windowMin) {
                    worst = farther(worst, farther(departure.leastPercent(), departure.mostPercent()));
                }
            }
        }
        return worst;
    }

    private static double farther(double one, double other) {
        return Math.abs(other) > Math.abs(one) ? other : one;
    }

    /** The same in any window. */
    double widest() {
        return all.stream()
                .flatMap(trumpet -> trumpet.departures().stream())
                .mapToDouble(departure -> Math.max(-departure.leastPercent(), departure.mostPercent()))
                .max()
                .orElse(0);
    }

    /** All of them: the first set dark, the others pale. */
    void draw(Plot plot) {
        for (Trumpet trumpet : all.subList(1, all.size())) {
            plot.thinLine(most(trumpet), Ink.OURS_PALE, "other sets");
            plot.thinLine(least(trumpet), Ink.OURS_PALE, "");
        }
        List<Plot.Point> around = new ArrayList<>(most(all.getFirst()));
        around.addAll(least(all.getFirst()).reversed());
        plot.area(around, Ink.OURS_PALE);
        plot.line(most(all.getFirst()), Ink.OURS, "most and least of set 1");
        plot.line(least(all.getFirst()), Ink.OURS, "");
        plot.dots(most(all.getFirst()), Ink.OURS, "");
        plot.dots(least(all.getFirst()), Ink.OURS, "");
    }

    private static List<Plot.Point> most(Trumpet trumpet) {
        return trumpet.departures().stream()
                .map(departure -> new Plot.Point(departure.windowMin(), departure.mostPercent()))
                .toList();
    }

    private static List<Plot.Point> least(Trumpet trumpet) {
        return trumpet.departures().stream()
                .map(departure -> new Plot.Point(departure.windowMin(), departure.leastPercent()))
                .toList();
    }

    Curve curve(String name) {
        List<List<Double>> rows = new ArrayList<>();
        for (Trumpet trumpet : all) {
            for (FlowCurve.Departure departure : trumpet.departures()) {
                rows.add(List.of(
                        (double) trumpet.set(),
                        departure.windowMin(),
                        departure.leastPercent(),
                        departure.mostPercent(),
                        trumpet.errorPercent()));
            }
        }
        return new Curve(
                name, List.of("set", "window_min", "ep_min_percent", "ep_max_percent", "mean_error_percent"), rows);
    }
}
