package org.steadyflow.hal.board;

import java.time.Instant;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.hal.chip.ChipFault;
import org.steadyflow.hal.chip.Ds3231;

/**
 * The time of day: the clock chip's seconds, carried on by the monotonic clock between two readings of it. It is put
 * right by no more than it must, so that no reading makes it jump. A chip that says it stood still is not asked what
 * the time is: the monotonic clock goes on alone.
 */
final class WallClock {
    private static final Logger LOG = LoggerFactory.getLogger(WallClock.class);

    private static final long NS_PER_MS = 1_000_000;
    private static final long MS_PER_S = 1_000;
    /** The software was not written before. */
    static final long EARLIEST_S = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
    /** Between two readings. */
    private static final long EVERY_NS = 60_000_000_000L;
    /** One lost answer is no fault. */
    private static final int SILENT = 2;

    private final Ds3231 chip;
    private long aheadMs;
    private long readNs;
    private boolean begun;
    private boolean stopped;
    /** It tells a time before there was this software. */
    private boolean old;
    /** Questions in a row that it has not answered. */
    private int unanswered;

    private ChipFault fault = ChipFault.NONE;

    WallClock(Ds3231 chip) {
        this.chip = chip;
    }

    /** Takes the chip's time as it is, where it has one: else it is 1970 until it tells one. */
    ChipFault begin(long monotonicNs) {
        begun = true;
        Ds3231.Clock now = chip.read();
        fault = now.fault();
        stopped = now.stopped();
        readNs = monotonicNs;
        unanswered = fault.isNone() ? 0 : 1;
        old = isOld(now);
        if (fault.isNone() && !stopped) {
            aheadMs = now.epochSecond() * MS_PER_S - monotonicNs / NS_PER_MS;
        }
        return fault;
    }

    /** Milliseconds since 1970; asks the chip once a minute. */
    long wallMs(long monotonicNs) {
        if (!begun) {
            begin(monotonicNs);
        } else if (monotonicNs - readNs >= EVERY_NS) {
            readNs = monotonicNs;
            Ds3231.Clock now = chip.read();
            fault = now.fault();
            unanswered = fault.isNone() ? 0 : Math.min(unanswered + 1, SILENT);
            old = fault.isNone() ? isOld(now) : old;
            tellIfStopped(now);
            if (fault.isNone() && !now.stopped() && isBelieved(now.epochSecond(), monotonicNs)) {
                long leastAhead = now.epochSecond() * MS_PER_S - monotonicNs / NS_PER_MS;
                aheadMs = Math.clamp(aheadMs, leastAhead, leastAhead + MS_PER_S - 1);
            }
        }
        return monotonicNs / NS_PER_MS + aheadMs;
    }

    private static boolean isOld(Ds3231.Clock now) {
        return now.fault().isNone() && !now.stopped() && now.epochSecond() < EARLIEST_S;
    }

    private void tellIfStopped(Ds3231.Clock now) {
        boolean stands = now.fault().isNone() && now.stopped();
        if (stands && !stopped) {
            LOG.warn("The clock chip says that it stood still: the time of day goes on without it. Set it.");
        }
        stopped |= stands;
    }

    /** What leaps is asked again: the bus has no checksum. */
    private boolean isBelieved(long epochSecond, long monotonicNs) {
        long expected = (monotonicNs / NS_PER_MS + aheadMs) / MS_PER_S;
        if (Math.abs(epochSecond - expected) <= 1) {
            return true;
        }
        OptionalLong again = second();
        return again.isPresent() && Math.abs(again.getAsLong() - epochSecond) <= 1;
    }

    /** Whether the chip tells no time: it was silent twice, stood still, or was never set. */
    boolean tellsNothing() {
        return stopped || old || unanswered >= SILENT;
    }

    /** The chip stood still since it was set: its time is not to be believed. */
    boolean stoodStill() {
        return stopped;
    }

    /** What the chip says now, seconds since 1970; empty where it says nothing, or that it stood still. */
    OptionalLong second() {
        Ds3231.Clock now = chip.read();
        boolean isTime = now.fault().isNone() && !now.stopped();
        return isTime ? OptionalLong.of(now.epochSecond()) : OptionalLong.empty();
    }

    /** Sets the chip. */
    ChipFault set(long epochSecond) {
        return chip.set(epochSecond);
    }
}
