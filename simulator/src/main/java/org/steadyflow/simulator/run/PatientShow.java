package org.steadyflow.simulator.run;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.simulator.patient.Adult;
import org.steadyflow.simulator.patient.Opioid;

/** Follows what an opioid that enters the vein would do to an adult, second by second. Shows, and judges nothing. */
final class PatientShow {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double PERCENT = 100;

    private final Opioid drug;
    private final Adult adult;
    private final double microgramsPerMl;
    private double givenMl;
    private long nextNs = SECOND_NS;

    private PatientShow(Opioid drug, double microgramsPerMl) {
        this.drug = drug;
        this.adult = new Adult(drug);
        this.microgramsPerMl = microgramsPerMl;
    }

    /** For a drug of which the kinetics are known, into a vein; else there is nothing to show. */
    static Optional<PatientShow> of(Prescription prescription) {
        boolean isVein = EnumSet.of(Route.INTRAVENOUS_PERIPHERAL, Route.INTRAVENOUS_CENTRAL)
                .contains(prescription.route());
        Optional<Double> strength =
                prescription.drug().concentration().filter(_ -> isVein).flatMap(PatientShow::micrograms);
        return Opioid.named(prescription.drug().name())
                .flatMap(drug -> strength.map(micrograms -> new PatientShow(drug, micrograms)));
    }

    private static Optional<Double> micrograms(Concentration concentration) {
        double amount = concentration.amountPerMl().doubleValue();
        return switch (concentration.unit()) {
            case GRAM -> Optional.of(amount * 1e6);
            case MILLIGRAM -> Optional.of(amount * 1e3);
            case MICROGRAM -> Optional.of(amount);
            case NANOGRAM -> Optional.of(amount * 1e-3);
            case UNITS, MILLIEQUIVALENT, MILLIMOLE, KILOCALORIE, MILLILITRE -> Optional.empty();
        };
    }

    /** To be called at least once a second of the world's time. */
    void look(double deliveredMl, long nowNs) {
        if (nowNs < nextNs) {
            return;
        }
        nextNs += SECOND_NS;
        adult.second((deliveredMl - givenMl) * microgramsPerMl);
        givenMl = deliveredMl;
    }

    RunResult.Illustration result() {
        return new RunResult.Illustration(
                drug.label(),
                rounded(adult.peakEffectNgPerMl()),
                rounded(drug.leastEffectiveNgPerMl()),
                rounded(adult.leastBreathing() * PERCENT),
                RunResult.Illustration.NOTE);
    }

    private static BigDecimal rounded(double number) {
        return RunLog.millilitres(number);
    }
}
