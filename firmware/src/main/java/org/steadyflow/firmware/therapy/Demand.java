package org.steadyflow.firmware.therapy;

import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * What therapy asks of the motor at this tick, counted from the beginning of the running segment.
 *
 * @param due due by now
 * @param ahead due when {@link TherapyPlanner#LOOK_AHEAD_NS} more has passed, never more than the segment's volume
 * @param rate the flow, zero for none
 */
public record Demand(Volume due, Volume ahead, FlowRate rate) {
    public static final Demand NONE = new Demand(Volume.ZERO, Volume.ZERO, FlowRate.ZERO);
}
