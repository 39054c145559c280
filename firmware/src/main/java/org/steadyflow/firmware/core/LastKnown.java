package org.steadyflow.firmware.core;

/**
 * What journal and ledger say about the moment before this start.
 *
 * @param phase phase at that moment
 * @param lastWallMs wall time of the last line of the journal
 * @param ledgerKnown the ledger names this prescription and can be believed; otherwise nobody knows how far the shaft
 *     went, and the prescription is ended
 * @param line what was in the line, and how long the container had hung
 * @param beyond by how much the shaft may have gone past the ledger's newest record, microsteps: a store is lost that
 *     may have had a newer one; 0 usually
 * @param restartsTooOften the supply comes and goes, or this firmware does not live: nothing resumes by itself
 * @param encoderBefore encoder at the last tick, for standstill
 * @param stillTicks ticks for which it has not moved
 */
public record LastKnown(
        Phase phase,
        long lastWallMs,
        boolean ledgerKnown,
        Line line,
        long beyond,
        boolean restartsTooOften,
        long encoderBefore,
        int stillTicks) {
    /** The motor's last move ends at most 150 ms after its command; five ticks without a count are a standstill. */
    static final int STANDSTILL_TICKS = 5;

    /** The encoder before the first tick. */
    static final long UNSEEN = Long.MIN_VALUE;

    /** As the stores tell it, before the first tick; with a line that nothing has run in. */
    public static LastKnown of(Phase phase, long lastWallMs, boolean ledgerKnown) {
        return of(phase, lastWallMs, ledgerKnown, Line.NEW);
    }

    /** As the stores tell it, before the first tick. */
    public static LastKnown of(Phase phase, long lastWallMs, boolean ledgerKnown, Line line) {
        return new LastKnown(phase, lastWallMs, ledgerKnown, line, 0, false, UNSEEN, 0);
    }

    /** The same of a shaft that may have gone further than the ledger's newest record says. */
    public LastKnown withBeyond(long microsteps) {
        return new LastKnown(
                phase, lastWallMs, ledgerKnown, line, microsteps, restartsTooOften, encoderBefore, stillTicks);
    }

    /** The same of a pump that starts again and again, or does not. */
    public LastKnown withRestartsTooOften(boolean isSo) {
        return new LastKnown(phase, lastWallMs, ledgerKnown, line, beyond, isSo, encoderBefore, stillTicks);
    }

    LastKnown seeing(long encoder) {
        int ticks = encoder == encoderBefore ? stillTicks + 1 : 0;
        return new LastKnown(phase, lastWallMs, ledgerKnown, line, beyond, restartsTooOften, encoder, ticks);
    }

    boolean standsStill() {
        return stillTicks >= STANDSTILL_TICKS;
    }
}
