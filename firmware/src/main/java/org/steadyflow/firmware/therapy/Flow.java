package org.steadyflow.firmware.therapy;

import java.time.Duration;
import org.steadyflow.hal.quantity.Exact;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** How fast a segment delivers over its time. */
public sealed interface Flow {
    /** The fastest it ever is. */
    FlowRate most();

    /** How fast it is after this much of its own time, nanoseconds. */
    FlowRate at(long elapsedNs);

    /** One rate all the time. */
    record Constant(FlowRate rate) implements Flow {
        @Override
        public FlowRate most() {
            return rate;
        }

        @Override
        public FlowRate at(long elapsedNs) {
            return rate;
        }
    }

    /**
     * A rate that changes linearly with time. Its volume after any time is exact to two nanolitres, and no error adds
     * up, as it is reckoned from the ramp's beginning each time.
     *
     * @param lasting positive, at most 24 h
     */
    record Ramp(FlowRate from, FlowRate to, Duration lasting) implements Flow {
        private static final long NS_PER_HOUR = 3_600_000_000_000L;
        private static final Duration LONGEST = Duration.ofHours(24);

        public Ramp {
            if (!lasting.isPositive() || lasting.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a ramp lasts up to 24 h, not " + lasting);
            }
        }

        /** Half of the sum of both rates, times the time. */
        public Volume volume() {
            return volumeAfter(lasting.toNanos());
        }

        /** What has flowed after {@code elapsedNs}, 0 to {@link #lasting}. */
        public Volume volumeAfter(long elapsedNs) {
            long inNs = Math.clamp(elapsedNs, 0, lasting.toNanos());
            // the mean of both rates over a time is each of them over its own share of it
            long shareOfTo = Exact.multiplyDivideFloor(inNs, inNs, 2 * lasting.toNanos());
            return from.volumeIn(inNs - shareOfTo).plus(to.volumeIn(shareOfTo));
        }

        /** The longest time after which no more than {@code volume} has flowed. */
        public long elapsedAt(Volume volume) {
            long least = 0;
            long most = lasting.toNanos();
            while (least < most) {
                long middle = most - (most - least) / 2;
                if (volumeAfter(middle).isMoreThan(volume)) {
                    most = middle - 1;
                } else {
                    least = middle;
                }
            }
            return least;
        }

        @Override
        public FlowRate most() {
            return from.compareTo(to) > 0 ? from : to;
        }

        @Override
        public FlowRate at(long elapsedNs) {
            long inNs = Math.clamp(elapsedNs, 0, lasting.toNanos());
            long change = to.nanolitresPerHour() - from.nanolitresPerHour();
            long perHour = from.nanolitresPerHour() + Exact.multiplyDivideFloor(change, inNs, lasting.toNanos());
            return new FlowRate(perHour, NS_PER_HOUR);
        }
    }
}
