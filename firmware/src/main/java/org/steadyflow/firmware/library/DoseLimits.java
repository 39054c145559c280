package org.steadyflow.firmware.library;

import java.time.Duration;
import org.steadyflow.firmware.dose.OrderedDose;
import org.steadyflow.firmware.dose.OrderedRate;

/**
 * How much of a drug, how fast and how long.
 *
 * @param dose of one administration: the volume of a continuous infusion, one dose of an intermittent one
 * @param rate of any running part, bolus flow not counted
 * @param bolus of each demand, loading and clinician's dose
 * @param duration of one administration
 * @param perDay all that may be given within any 24 hours
 */
public record DoseLimits(
        Limits<OrderedDose> dose,
        Limits<OrderedRate> rate,
        Limits<OrderedDose> bolus,
        Limits<Duration> duration,
        Limits<OrderedDose> perDay) {
    public static final DoseLimits NONE =
            new DoseLimits(Limits.none(), Limits.none(), Limits.none(), Limits.none(), Limits.none());
}
