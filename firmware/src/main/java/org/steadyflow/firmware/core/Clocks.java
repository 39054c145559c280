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
 * @param upNs how long this pump has ticked in its life, time without power left out
 */
public record Clocks(long tickNs, long wallMs, long phaseNs, long foldNs, long presenceNs, long starvedNs, long upNs) {
    static final long NEVER = Long.MIN_VALUE;
    /** Before the first tick of a pump that has ticked for {@code upNs}. */
    static Clocks startingAt(long upNs) {
        return new Clocks(NEVER, 0, 0, 0, 0, 0, upNs);
    }

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
                ? new Clocks(now.monotonicNs(), now.wallMs(), now.monotonicNs(), 0, now.monotonicNs(), 0, upNs)
                : new Clocks(
                        now.monotonicNs(), now.wallMs(), phaseNs, foldNs, presenceNs, starvedNs, upNs + stepNs(now));
    }

    Clocks withPhaseNow() {
        return new Clocks(tickNs, wallMs, tickNs, tickNs, presenceNs, 0, upNs);
    }

    Clocks withFoldNow() {
        return new Clocks(tickNs, wallMs, phaseNs, tickNs, presenceNs, starvedNs, upNs);
    }

    Clocks withPresenceNow() {
        return new Clocks(tickNs, wallMs, phaseNs, foldNs, tickNs, starvedNs, upNs);
    }

    Clocks starvedFor(long nextStarvedNs) {
        return nextStarvedNs == starvedNs
                ? this
                : new Clocks(tickNs, wallMs, phaseNs, foldNs, presenceNs, nextStarvedNs, upNs);
    }

    /** The same in whole milliseconds. */
    public long upMs() {
        return upNs / 1_000_000;
    }
}
