package org.steadyflow.simulator.bench.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a plot.
 *
 * @param label with the unit
 * @param from value at its beginning
 * @param to value at its end
 * @param logarithmic by decades; {@code from} is then positive
 * @param ticks where it is marked
 */
public record Axis(String label, double from, double to, boolean logarithmic, List<Tick> ticks) {
    private static final int WANTED_TICKS = 6;
    private static final double[] NICE = {1, 2, 2.5, 5, 10};
    /** Of a step; a tick at the very end is not lost to rounding. */
    private static final double ROUNDING = 1e-6;

    public Axis {
        if (!(from < to) || (logarithmic && !(from > 0))) {
            throw new IllegalArgumentException("axis \"" + label + "\" from " + from + " to " + to);
        }
        ticks = List.copyOf(ticks);
    }

    /** A mark. */
    public record Tick(double at, String text) {}

    /** Even, with round steps. */
    public static Axis linear(String label, double from, double to) {
        List<Tick> ticks = new ArrayList<>();
        if (from < to) {
            addTicks(step((to - from) / WANTED_TICKS), from, to, ticks);
        }
        return new Axis(label, from, to, false, ticks);
    }

    private static void addTicks(double step, double from, double to, List<Tick> ticks) {
        for (long i = (long) Math.ceil(from / step - ROUNDING); i * step <= to + step * ROUNDING; i++) {
            ticks.add(new Tick(i * step, text(i * step)));
        }
    }

    /** By decades, marked at these values. */
    public static Axis logarithmic(String label, double from, double to, double... marks) {
        List<Tick> ticks = new ArrayList<>();
        for (double mark : marks) {
            ticks.add(new Tick(mark, text(mark)));
        }
        return new Axis(label, from, to, true, ticks);
    }

    /** One place for each name: 0, 1, 2, ... */
    public static Axis categories(String label, List<String> names) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ticks.add(new Tick(i, names.get(i)));
        }
        return new Axis(label, -0.5, names.size() - 0.5, false, ticks);
    }

    /** The same axis, marked at these values alone. */
    public Axis markedAt(double... marks) {
        List<Tick> chosen = new ArrayList<>();
        for (double mark : marks) {
            chosen.add(new Tick(mark, text(mark)));
        }
        return new Axis(label, from, to, logarithmic, chosen);
    }

    /** Where a value stands, 0 at the beginning and 1 at the end; values beyond stand at the edge. */
    double share(double value) {
        double share = logarithmic
                ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
                : (value - from) / (to - from);
        return Math.max(0, Math.min(1, share));
    }

    private static double step(double rough) {
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double nice : NICE) {
            if (rough <= nice * decade * (1 + ROUNDING)) {
                return nice * decade;
            }
        }
        return 10 * decade;
    }

    private static String text(double value) {
        String plain = BigDecimal.valueOf(Math.rint(value * 1e6) / 1e6)
                .stripTrailingZeros()
                .toPlainString();
        return plain.startsWith("-") ? "\u2212" + plain.substring(1) : plain;
    }
}
