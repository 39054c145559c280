package org.steadyflow.firmware.library;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * What a prescription gives of one drug, as far as a library has limits for it.
 *
 * @param drugField path of the drug in the prescription
 * @param doseField path of what is given at once
 * @param rateField path of how fast it runs
 * @param timeField path of what decides how long it takes
 * @param dose of one administration; empty where the volume is only what may be given in all
 * @param slowest flow outside a ramp; empty where there is no flow but boluses
 * @param fastest flow, boluses not counted
 * @param shortest time that one administration can take
 * @param longest time that it takes by its own rates; empty where a patient decides
 * @param inADay the most that may be given within any 24 hours
 */
record Course(
        Drug drug,
        String drugField,
        String doseField,
        String rateField,
        String timeField,
        Optional<Volume> dose,
        Optional<FlowRate> slowest,
        Optional<FlowRate> fastest,
        Duration shortest,
        Optional<Duration> longest,
        List<Bolus> boluses,
        Volume inADay) {
    /** A dose given at once, beside the running flow. */
    record Bolus(String field, Volume volume) {}
}
