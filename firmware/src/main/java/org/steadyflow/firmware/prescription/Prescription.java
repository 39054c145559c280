package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.Optional;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * One accepted order, as the pharmacist signed it.
 *
 * <p>{@link PrescriptionReader} makes it from a file and names every fault of the file; this constructor is the last
 * line, and throws {@link IllegalArgumentException} for an order that no later room could deliver: more than the
 * container gives, a keep-open flow that is missing, unused, or above the running rate.
 *
 * @param id the prescription's number, unique at the pharmacy
 * @param patient who it is for, as the pharmacy names them
 * @param drug for a sequence the one that it is about; a part may have its own
 * @param container of a sequence: its first part's
 * @param keepOpen the flow that keeps the line open after the end or between doses; {@link KeepOpen#NONE} for none
 * @param highAlert a slip with this drug does great harm: it completes on the upper end of what may have been given
 * @param lifeSustaining stopping does harm: a stop is itself an alarm
 * @param start when the first flow begins
 * @param observe how long the patient is watched after the end, zero for not
 * @param pump the pump that it is for; empty for any
 * @param body of the patient, as far as it is known; what doses per kg or m2 were counted by
 * @param sites under the skin that it runs into, 1 to 4; 1 for every other route
 */
public record Prescription(
        String id,
        String patient,
        Drug drug,
        Route route,
        Container container,
        Regimen regimen,
        EndAction endAction,
        KeepOpen keepOpen,
        LineLimits limits,
        PowerLossRule powerLoss,
        boolean highAlert,
        boolean lifeSustaining,
        StartRule start,
        Duration observe,
        Optional<String> pump,
        Body body,
        int sites) {

    public Prescription {
        Check.that(!id.isBlank(), "id is blank");
        Check.that(!patient.isBlank(), "patient is blank");
        boolean keepsOpen = endAction == EndAction.KEEP_OPEN || regimen.keepsOpenBetween();
        FlowRate running = regimen.leastRate();
        Check.that(keepsOpen == keepOpen.isWanted(), "a keep-open flow is wanted but not given, or given but not used");
        Check.that(keepOpen.rate().compareTo(running) <= 0, "keep-open rate is above the running rate");
        Volume drawn = regimen.volumePerContainer().plus(keepOpen.limit());
        Check.that(
                !drawn.isMoreThan(container.usableInAll()),
                "container holds less than the dose and its keep-open flow");
        Check.that(!observe.isNegative(), "time of observation is negative");
        Check.that(sites >= 1 && sites <= FileLimits.SITES_MOST, "number of sites is out of range");
        Check.that(!highAlert || !limits.restartsAfterOcclusion(), "a high-alert drug that starts by itself");
        Check.that(sites == 1 || route == Route.SUBCUTANEOUS, "several sites, and not under the skin");
    }

    /** An order that starts when a person presses start, for any pump, without body and with one site. */
    public Prescription(
            String id,
            String patient,
            Drug drug,
            Route route,
            Container container,
            Regimen regimen,
            EndAction endAction,
            KeepOpen keepOpen,
            LineLimits limits,
            PowerLossRule powerLoss,
            boolean highAlert,
            boolean lifeSustaining) {
        this(
                id,
                patient,
                drug,
                route,
                container,
                regimen,
                endAction,
                keepOpen,
                limits,
                powerLoss,
                highAlert,
                lifeSustaining,
                new StartRule.WhenPressed(),
                Duration.ZERO,
                Optional.empty(),
                Body.NONE,
                1);
    }

    /** The same order with another regimen; it must fit the container and the keep-open flow. */
    public Prescription withRegimen(Regimen next) {
        return new Prescription(
                id,
                patient,
                drug,
                route,
                container,
                next,
                endAction,
                keepOpen,
                limits,
                powerLoss,
                highAlert,
                lifeSustaining,
                start,
                observe,
                pump,
                body,
                sites);
    }
}
