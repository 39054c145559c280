package org.steadyflow.firmware.therapy;

import java.time.Duration;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** One piece of a program: a flow, the volume at which the flow ends, and what ends the segment. */
public sealed interface Segment {
    /** For people and records, for example {@code dose 2}. */
    String name();

    /** The fastest flow while the segment runs; zero for none. */
    FlowRate rate();

    /** The most that the segment gives. */
    Volume volume();

    /** How fast it flows over its time. */
    Flow flow();

    /**
     * An exact volume by an exact flow; over when the volume is in.
     *
     * @param dose number of the dose that it belongs to, from 1; 0 for none
     */
    record Deliver(String name, int dose, Purpose purpose, Volume volume, Flow flow) implements Segment {
        /** A part of the ordered volume at one rate. */
        public Deliver(String name, int dose, Volume volume, FlowRate rate) {
            this(name, dose, Purpose.DOSE, volume, new Flow.Constant(rate));
        }

        @Override
        public FlowRate rate() {
            return flow.most();
        }

        /** How long it flows. */
        public Duration lasts() {
            return switch (flow) {
                case Flow.Constant constant -> constant.rate().durationFor(volume);
                case Flow.Ramp ramp -> Duration.ofNanos(ramp.elapsedAt(volume));
            };
        }

        Deliver cutTo(Volume given) {
            return new Deliver(name, dose, purpose, given, flow);
        }
    }

    /**
     * Time between or after doses, with a keep-open flow or none; never counted in the volume to infuse. The flow ends
     * at its own volume limit, the segment at {@code end}.
     */
    record Wait(String name, KeepOpen keepOpen, WaitEnd end) implements Segment {
        @Override
        public Flow flow() {
            return new Flow.Constant(keepOpen.rate());
        }

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
