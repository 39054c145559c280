package org.steadyflow.firmware.therapy;

import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** One piece of a program: a flow, the volume at which the flow ends, and what ends the segment. */
public sealed interface Segment {
    /** For people and records, for example {@code dose 2}. */
    String name();

    /** The flow while the segment runs; zero for none. */
    FlowRate rate();

    /** The most that the segment gives. */
    Volume volume();

    /**
     * An exact volume over an exact duration; over when the volume is in.
     *
     * @param dose number of the dose, from 1
     */
    record Deliver(String name, int dose, Volume volume, FlowRate rate) implements Segment {}

    /**
     * Time between or after doses, with a keep-open flow or none; never counted in the volume to infuse. The flow ends
     * at its own volume limit, the segment at {@code end}.
     */
    record Wait(String name, KeepOpen keepOpen, WaitEnd end) implements Segment {
        @Override
        public FlowRate rate() {
            return keepOpen.rate();
        }

        @Override
        public Volume volume() {
            return keepOpen.limit();
        }
    }
}
