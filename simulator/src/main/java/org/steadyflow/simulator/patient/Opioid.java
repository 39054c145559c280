package org.steadyflow.simulator.patient;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Three compartments of an adult of 70 kg, volumes in litres, rates per minute. Time to the peak of the effect and the
 * least effective concentration are those of the tables of S. L. Shafer's stanpumpR, which names the same publications.
 */
public enum Opioid {
    /** Loetsch J et al., Clin Pharmacol Ther 2002;72:151-162. */
    MORPHINE(17.5, 0.0705, 0.1273, 0.01826, 0.02596, 0.001633, 93.8, 8),
    /** Drover DR et al., Anesthesiology 2002;97:827-836. */
    HYDROMORPHONE(11.2, 0.116, 0.3, 0.08, 0.03, 0.00095, 19.6, 1.5),
    /** Scott JC, Stanski DR, J Pharmacol Exp Ther 1987;240:159-166. */
    FENTANYL(12.1, 0.632 / 12.1, 2.8 / 12.1, 1.55 / 12.1, 2.8 / 35.7, 1.55 / 224, 3.694, 0.6);

    /**
     * Fentanyl halves minute ventilation at 6.1 ng/mL (Mildh LH et al., Anesth Analg 2001;93:939-946). For the others
     * the same multiple of the least effective concentration: design value.
     */
    private static final double HALVES_BREATHING_OVER_LEAST = 6.1 / 0.6;

    final double centralLitres;
    final double k10;
    final double k12;
    final double k13;
    final double k21;
    final double k31;
    final double peakMinutes;
    final double leastNgPerMl;

    Opioid(
            double centralLitres,
            double k10,
            double k12,
            double k13,
            double k21,
            double k31,
            double peakMinutes,
            double leastNgPerMl) {
        this.centralLitres = centralLitres;
        this.k10 = k10;
        this.k12 = k12;
        this.k13 = k13;
        this.k21 = k21;
        this.k31 = k31;
        this.peakMinutes = peakMinutes;
        this.leastNgPerMl = leastNgPerMl;
    }

    /** The one whose name this drug's begins with, however its letters are written. */
    public static Optional<Opioid> named(String drug) {
        String small = drug.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> small.startsWith(one.label()))
                .findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Least concentration that relieves pain, ng/mL. */
    public double leastEffectiveNgPerMl() {
        return leastNgPerMl;
    }

    /** Concentration at the effect site that halves minute ventilation, ng/mL. */
    double halvesBreathingNgPerMl() {
        return leastNgPerMl * HALVES_BREATHING_OVER_LEAST;
    }
}
