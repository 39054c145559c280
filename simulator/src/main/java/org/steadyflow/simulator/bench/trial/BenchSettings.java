package org.steadyflow.simulator.bench.trial;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;

/**
 * How thorough.
 *
 * @param rates what to use in the place of the tests' own rates, mL/h; empty for those
 * @param sets that the mean error of a cassette is taken over; other tests take a part of that
 */
public record BenchSettings(Mechanism mechanism, List<BigDecimal> rates, int sets) {
    public static final int USUAL_SETS = 100;
    private static final double ML_PER_H_OF_BAG = 25;
    /** Two hours and the start have to come out of one syringe. */
    private static final double HOURS_FROM_A_SYRINGE = 2.05;

    private static final double[] ROUND_RATES = {25, 5, 2, 1, 0.5, 0.3};

    public BenchSettings {
        rates = List.copyOf(rates);
    }

    public boolean isCassette() {
        return mechanism instanceof Mechanism.Cassette;
    }

    public String label() {
        return mechanism.label();
    }

    /** The chosen rates, or else these, of which the mechanism delivers; mL/h in ascending order. */
    List<Double> rates(double... usual) {
        double[] wanted = rates.isEmpty()
                ? usual
                : rates.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        return Arrays.stream(wanted)
                .filter(this::isDelivered)
                .sorted()
                .distinct()
                .boxed()
                .toList();
    }

    /** The same, of which one container lasts two hours. */
    List<Double> ratesForTwoHours(double... usual) {
        double most = mechanism.mostContainer().millilitres().doubleValue() / HOURS_FROM_A_SYRINGE;
        return rates(usual).stream().filter(rate -> rate <= most).toList();
    }

    private boolean isDelivered(double mlPerH) {
        FlowRate rate = rate(mlPerH);
        return rate.compareTo(mechanism.leastRate()) >= 0 && rate.compareTo(mechanism.mostRate()) <= 0;
    }

    /** {@code 1 set}, {@code 10 sets}. */
    static String counted(int sets) {
        return sets == 1 ? "1 set" : sets + " sets";
    }

    static FlowRate rate(double mlPerH) {
        return FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(mlPerH));
    }

    /** 25 mL/h, or with a small syringe what it can keep up for two hours. */
    double intermediateMlPerH() {
        if (isCassette()) {
            return ML_PER_H_OF_BAG;
        }
        double most = mechanism.mostContainer().millilitres().doubleValue() / HOURS_FROM_A_SYRINGE;
        return Arrays.stream(ROUND_RATES).filter(rate -> rate <= most).max().orElseThrow();
    }

    /** So many sets, at least one: 1 / {@code part} of what was asked for. */
    int setsOver(int part) {
        return Math.max(1, sets / part);
    }
}
