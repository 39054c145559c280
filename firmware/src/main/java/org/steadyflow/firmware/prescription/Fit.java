package org.steadyflow.firmware.prescription;

import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** The rules that bind regimen, keep-open flow and container of one file. Of one reading, one thread. */
record Fit(Regimen regimen, KeepOpen keepOpen, Findings findings) {
    private static final String KEEP_OPEN = Fields.KEEP_OPEN.name();

    /** A keep-open flow is there exactly where it is wanted, and never faster than the infusion it follows. */
    void checkKeepOpen(EndAction atEnd) {
        boolean isUsed = atEnd == EndAction.KEEP_OPEN || regimen.keepsOpenBetween();
        if (isUsed && !keepOpen.isWanted()) {
            String asked = atEnd == EndAction.KEEP_OPEN ? "at_end is keep_open" : "keep_open_between is true";
            findings.add(KEEP_OPEN, " is missing, and " + asked + "; add " + Fields.KEEP_OPEN.asWritten());
        }
        if (!isUsed && keepOpen.isWanted()) {
            findings.add(KEEP_OPEN, " is never used; write \"at_end\": \"keep_open\", or leave keep_open out");
        } else if (keepOpen.rate().compareTo(regimen.rate()) > 0) {
            findings.add(
                    KEEP_OPEN + "." + Fields.KEEP_OPEN_RATE.name(),
                    ": " + written(keepOpen.rate()) + " is above the running rate, " + written(regimen.rate())
                            + "; write at most the running rate");
        }
    }

    /** Each dose comes from one container, and the keep-open flow after it from what is left there. */
    void checkContainer(Container container) {
        Volume dose = regimen.volumePerContainer();
        Volume left = container.usable().minus(dose);
        if (dose.isMoreThan(container.usable())) {
            findings.add(
                    volumeField(),
                    ": " + QuantityText.text(dose) + " is more than the container gives, which is "
                            + QuantityText.text(container.usable()) + gives(container)
                            + "; write less, or the container that is meant");
        } else if (keepOpen.limit().isMoreThan(left)) {
            findings.add(
                    KEEP_OPEN + "." + Fields.KEEP_OPEN_LIMIT.name(),
                    ": " + QuantityText.text(keepOpen.limit()) + " is more than the " + QuantityText.text(left)
                            + " that the container still gives after the dose" + gives(container)
                            + "; write less, or the container that is meant");
        }
    }

    private static String gives(Container container) {
        return container.residual().isPositive()
                ? " (" + QuantityText.text(container.volume()) + " less a residual of "
                        + QuantityText.text(container.residual()) + ")"
                : "";
    }

    private String volumeField() {
        Field field =
                switch (regimen) {
                    case Regimen.Continuous continuous -> Fields.VOLUME;
                    case Regimen.Intermittent intermittent -> Fields.DOSE;
                    case Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                        Fields.VOLUME;
                };
        return Fields.REGIMEN.name() + "." + field.name();
    }

    private static String written(FlowRate rate) {
        return QuantityText.text(rate).orElse(QuantityText.display(rate));
    }
}
