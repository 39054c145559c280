package org.steadyflow.firmware.safety;

import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.hal.quantity.FlowRate;

/**
 * What the watches need to know beside the sample: where the therapy stands and what was commanded.
 *
 * @param armed a prescription is accepted and not over
 * @param flowing a flow is wanted now: not all is due, or a dose is due and the shaft has not given it
 * @param freshLine the set was opened or a container changed at this tick: air and emptiness count anew
 * @param rate the flow wanted now
 * @param commandedTravel travel that the motor was told to reach, microsteps since acceptance, lower bound
 * @param shaftTravel travel by the encoder, the same scale
 * @param driveTravel travel that the driver counted, the same scale
 * @param containerLeftMicrosteps what the container can still give
 * @param traits what the therapy changes of the alarm table
 * @param syringe the mechanism drives a syringe, not a cassette
 * @param reverse what stands behind a reverse motion
 */
public record Situation(
        boolean armed,
        boolean flowing,
        boolean freshLine,
        FlowRate rate,
        long commandedTravel,
        long shaftTravel,
        long driveTravel,
        long containerLeftMicrosteps,
        LineLimits limits,
        TherapyTraits traits,
        boolean syringe,
        ReverseRoom reverse) {
    /** Where nothing may be taken back. */
    public Situation(
            boolean armed,
            boolean flowing,
            boolean freshLine,
            FlowRate rate,
            long commandedTravel,
            long shaftTravel,
            long driveTravel,
            long containerLeftMicrosteps,
            LineLimits limits,
            TherapyTraits traits,
            boolean syringe) {
        this(
                armed,
                flowing,
                freshLine,
                rate,
                commandedTravel,
                shaftTravel,
                driveTravel,
                containerLeftMicrosteps,
                limits,
                traits,
                syringe,
                ReverseRoom.NONE);
    }
}
