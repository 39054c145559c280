package org.steadyflow.firmware.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.library.HangTime;
import org.steadyflow.firmware.library.HangUse;

/**
 * Counts the hang time of the container that hangs, once a minute, at the warmest that was measured about it.
 *
 * @param uses one for each entry of the library that fits the drug and says how long it keeps; the first that is over
 *     counts
 * @param isOver whether one of them is over
 * @param seenNs monotonic time up to which time was counted
 * @param milliC how warm it was then
 * @param toldNs monotonic time at which the journal was last told
 */
public record HangWatch(List<HangUse> uses, boolean isOver, long seenNs, int milliC, long toldNs) {
    /** Time is counted in pieces of this length: what a tick adds is less than any hang time is known by. */
    static final long EVERY_NS = 60_000_000_000L;

    /** What the journal knows of it is never older. */
    static final long TELL_EVERY_NS = 3_600_000_000_000L;

    public HangWatch {
        uses = List.copyOf(uses);
    }

    /**
     * Of a container of which this is known.
     *
     * @param hangTimes how long it keeps; without one there is nothing to watch
     * @param unseen time since {@code mark}, zero or more: it counts as warm as the warmer of then and now
     */
    static Optional<HangWatch> of(List<HangTime> hangTimes, HangMark mark, Duration unseen, long nowNs, int nowMilliC) {
        if (hangTimes.isEmpty()) {
            return Optional.empty();
        }
        int warmest = Math.max(mark.milliC(), nowMilliC);
        List<HangUse> uses = hangTimes.stream()
                .map(time -> HangUse.ofShare(time, mark.usedPpm()).after(unseen, warmest))
                .toList();
        return Optional.of(new HangWatch(uses, isAnyOver(uses), nowNs, nowMilliC, nowNs));
    }

    /** Whether enough time has passed to count it. */
    boolean isDue(long nowNs) {
        return nowNs - seenNs >= EVERY_NS;
    }

    /** The same a moment later. */
    HangWatch at(long nowNs, int nowMilliC) {
        Duration passed = Duration.ofNanos(nowNs - seenNs);
        int warmest = Math.max(milliC, nowMilliC);
        List<HangUse> next =
                uses.stream().map(use -> use.after(passed, warmest)).toList();
        return new HangWatch(next, isAnyOver(next), nowNs, nowMilliC, toldNs);
    }

    HangWatch told(long nowNs) {
        return new HangWatch(uses, isOver, seenNs, milliC, nowNs);
    }

    /** Whether the end of the hang time stops the infusion. */
    boolean stops() {
        for (HangUse use : uses) {
            if (use.hangTime().endStops()) {
                return true;
            }
        }
        return false;
    }

    /** The largest share that is used, millionths, rounded up. */
    long usedPpm() {
        return uses.stream().mapToLong(HangUse::usedPpm).max().orElse(0);
    }

    private static boolean isAnyOver(List<HangUse> uses) {
        return uses.stream().anyMatch(HangUse::isOver);
    }
}
