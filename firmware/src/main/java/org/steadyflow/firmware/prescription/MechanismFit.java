package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;

/**
 * Whether a mechanism can deliver a prescription. The file's own limits are those of any pump; these are those of one.
 * Pure; any thread.
 */
public final class MechanismFit {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Mechanism mechanism;
    private final List<String> refusals = new ArrayList<>();

    private MechanismFit(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** One sentence for each reason why it cannot, by field, with what fits; empty where it can. */
    public static List<String> refusals(Mechanism mechanism, Prescription prescription) {
        MechanismFit fit = new MechanismFit(mechanism);
        fit.checkContainer("", prescription.container());
        fit.checkRegimen(prescription.regimen());
        if (prescription.keepOpen().isWanted()) {
            fit.checkRate("keep_open.rate", prescription.keepOpen().rate());
        }
        return List.copyOf(fit.refusals);
    }

    private void checkRegimen(Regimen regimen) {
        switch (regimen) {
            case Regimen.Continuous continuous -> {
                checkRate("regimen.rate", continuous.rate());
                checkTitration(continuous.titration());
            }
            case Regimen.Intermittent doses -> {
                checkRate("regimen.rate", doses.rate());
                doses.flushBefore().ifPresent(flush -> checkRate("regimen.flush_before.rate", flush.rate()));
                doses.flushAfter().ifPresent(flush -> checkRate("regimen.flush_after.rate", flush.rate()));
            }
            case Regimen.Stepped stepped -> {
                checkSteps(stepped.steps());
                checkTitration(stepped.titration());
            }
            // a ramp passes through every rate from zero on: the plateau counts
            case Regimen.Tapered tapered -> checkRate("regimen, its plateau", tapered.rate());
            case Regimen.PatientControlled asked -> checkBoluses(asked);
            case Regimen.Sequence sequence -> checkParts(sequence.parts());
        }
    }

    private void checkTitration(Optional<Titration> titration) {
        titration.ifPresent(rates -> {
            checkRate("regimen.titration.least", rates.least());
            checkRate("regimen.titration.most", rates.most());
        });
    }

    private void checkSteps(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            checkRate("regimen.steps[" + (i + 1) + "].rate", steps.get(i).rate());
        }
    }

    /** A bolus flows beside the basal flow. */
    private void checkBoluses(Regimen.PatientControlled asked) {
        if (asked.basal().isZero()) {
            checkRate("regimen.bolus_rate", asked.bolusRate());
        } else {
            checkRate("regimen.basal", asked.basal());
            FlowRate both = FlowRate.of(
                    asked.basal().volumeIn(HOUR).plus(asked.bolusRate().volumeIn(HOUR)), HOUR);
            checkRate("regimen.bolus_rate with the basal flow", both);
        }
    }

    private void checkParts(List<SequencePart> parts) {
        for (int i = 0; i < parts.size(); i++) {
            String part = "regimen.parts[" + (i + 1) + "].";
            checkContainer(part, parts.get(i).container());
            checkRate(part + "rate", parts.get(i).rate());
        }
    }

    private void checkContainer(String before, Container container) {
        if (container.volume().isMoreThan(mechanism.mostContainer())) {
            refusals.add(before + "container.volume: " + QuantityText.text(container.volume())
                    + " does not fit this pump's " + mechanism.label() + ", which holds "
                    + QuantityText.text(mechanism.mostContainer())
                    + " at most; write what it is filled with, or use a pump that takes this container");
        }
    }

    private void checkRate(String field, FlowRate rate) {
        if (rate.compareTo(mechanism.mostRate()) > 0) {
            refuseRate(field, written(rate) + " is faster", written(mechanism.mostRate()) + " at most");
        } else if (rate.compareTo(mechanism.leastRate()) < 0) {
            refuseRate(field, written(rate) + " is slower", written(mechanism.leastRate()) + " at least");
        }
    }

    private void refuseRate(String field, String what, String limit) {
        refusals.add(field + ": " + what + " than this pump's " + mechanism.label() + " gives, which is " + limit
                + "; use a pump with another mechanism, or ask the pharmacy for another prescription");
    }

    private static String written(FlowRate rate) {
        return QuantityText.text(rate).orElse(QuantityText.display(rate));
    }
}
