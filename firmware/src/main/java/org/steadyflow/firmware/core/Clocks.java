package org.steadyflow.firmware.core;

import org.steadyflow.hal.device.ClockSample;

/**
 * Times that the next tick compares with. Monotonic, nanoseconds, unless the name says otherwise.
 *
 * @param tickNs the last tick; {@link #NEVER} before the first
 * @param wallMs wall time at the last tick
 * @param phaseNs when the phase began
 * @param foldNs the last fold of the ledger into the journal
 * @param presenceNs the pharmacy's last beat, or the start
 * @param starvedNs for how long flow has been due without authority
 */
public record Clocks(long tickNs, long wallMs, long phaseNs, long foldNs, long presenceNs, long starvedNs) {
    static final long NEVER = Long.MIN_VALUE;
    static final Clocks START = new Clocks(NEVER, 0, 0, 0, 0, 0);

    /** A wall clock that moves this much beside the monotonic one within a tick has jumped. */
    static final long JUMP_MS = 2_000;

    long stepNs(ClockSample now) {
        return tickNs == NEVER ? 0 : Math.max(now.monotonicNs() - tickNs, 0);
    }

    boolean wallJumped(ClockSample now) {
        long moved = now.wallMs() - wallMs;
        return tickNs != NEVER && Math.abs(moved - stepNs(now) / 1_000_000) > JUMP_MS;
    }

    Clocks at(ClockSample now) {
        return tickNs == NEVER
                ? new Clocks(now.monotonicNs(), now.wallMs(), now.monotonicNs(), 0, now.monotonicNs(), 0)
                : new Clocks(now.monotonicNs(), now.wallMs(), phaseNs, foldNs, presenceNs, starvedNs);
    }

    Clocks withPhaseNow() {
        return new Clocks(tickNs, wallMs, tickNs, tickNs, presenceNs, 0);
    }

    Clocks withFoldNow() {
        return new Clocks(tickNs, wallMs, phaseNs, tickNs, presenceNs, starvedNs);
    }

    Clocks withPresenceNow() {
        return new Clocks(tickNs, wallMs, phaseNs, foldNs, tickNs, starvedNs);
    }

    Clocks starvedFor(long nextStarvedNs) {
        return nextStarvedNs == starvedNs
                ? this
                : new Clocks(tickNs, wallMs, phaseNs, foldNs, presenceNs, nextStarvedNs);
    }
}
