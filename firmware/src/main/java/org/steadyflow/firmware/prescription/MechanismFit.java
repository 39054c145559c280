package org.steadyflow.firmware.prescription;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;

/**
 * Whether a mechanism can deliver a prescription. The file's own limits are those of any pump; these are those of one.
 * Pure; any thread.
 */
public final class MechanismFit {
    private static final String REGIMEN_RATE = Fields.REGIMEN.name() + "." + Fields.RATE.name();
    private static final String KEEP_OPEN_RATE = Fields.KEEP_OPEN.name() + "." + Fields.KEEP_OPEN_RATE.name();
    private static final String CONTAINER_VOLUME = Fields.CONTAINER.name() + "." + Fields.CONTAINER_VOLUME.name();

    private final Mechanism mechanism;
    private final List<String> refusals = new ArrayList<>();

    private MechanismFit(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** One sentence for each reason why it cannot, by field, with what fits; empty where it can. */
    public static List<String> refusals(Mechanism mechanism, Prescription prescription) {
        MechanismFit fit = new MechanismFit(mechanism);
        fit.checkRegimen(prescription.regimen());
        if (prescription.keepOpen().isWanted()) {
            fit.checkRate(KEEP_OPEN_RATE, prescription.keepOpen().rate());
        }
        fit.checkContainer(prescription.container());
        return List.copyOf(fit.refusals);
    }

    private void checkRegimen(Regimen regimen) {
        switch (regimen) {
            case Regimen.Continuous continuous -> checkRate(REGIMEN_RATE, continuous.rate());
            case Regimen.Intermittent doses -> checkRate(REGIMEN_RATE, doses.rate());
        }
    }

    private void checkRate(String field, FlowRate rate) {
        if (rate.compareTo(mechanism.mostRate()) > 0) {
            refuse(field, written(rate) + " is faster", written(mechanism.mostRate()) + " at most");
        } else if (rate.compareTo(mechanism.leastRate()) < 0) {
            refuse(field, written(rate) + " is slower", written(mechanism.leastRate()) + " at least");
        }
    }

    private void checkContainer(Container container) {
        if (container.volume().isMoreThan(mechanism.mostContainer())) {
            refusals.add(CONTAINER_VOLUME + ": " + QuantityText.text(container.volume()) + " does not fit this pump's "
                    + mechanism.label() + ", which holds " + QuantityText.text(mechanism.mostContainer())
                    + " at most; write what it is filled with, or use a pump that takes this container");
        }
    }

    private void refuse(String field, String what, String limit) {
        refusals.add(field + ": " + what + " than this pump's " + mechanism.label() + " gives, which is " + limit
                + "; use a pump with another mechanism, or ask the pharmacy for another prescription");
    }

    private static String written(FlowRate rate) {
        return QuantityText.text(rate).orElse(QuantityText.display(rate));
    }
}
