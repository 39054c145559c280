package org.steadyflow.firmware.core;

import java.util.Optional;
import org.steadyflow.firmware.motion.ShaftReference;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Restarts;
import org.steadyflow.firmware.safety.SafetyState;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Progress;

/** The state before the first tick: what the stores told, waiting for the shaft to stand still. */
public final class Boot {
    private static final long NS_PER_MS = 1_000_000;

    private Boot() {}

    /** The same pump once its ledger has gone on to this record, which must be durable; before the first tick. */
    public static PumpState withLedger(PumpState state, Authority newest) {
        return state.withGrants(Grants.startingAt(newest));
    }

    /** Of a pump that has not started by itself after an occlusion, and knows of no order before. */
    public static PumpState from(
            Optional<Order> order,
            LastKnown last,
            Course course,
            Authority ledger,
            AlarmBoard board,
            BolusLog boluses,
            long upMs,
            boolean storeDamaged) {
        return from(order, last, course, ledger, board, boluses, Past.NONE, Restarts.NONE, upMs, storeDamaged);
    }

    /**
     * @param order the prescription that is not over; empty for none
     * @param course where its running part stood
     * @param ledger newest record of the ledger
     * @param board alarms that were not over, causes gone
     * @param boluses doses on request that were granted
     * @param past what orders before have used up and given
     * @param restarts when the pump last started by itself after an occlusion
     * @param upMs how long the pump has ticked in its life
     * @param storeDamaged a store could not be read in full, so what was given is not certain
     */
    public static PumpState from(
            Optional<Order> order,
            LastKnown last,
            Course course,
            Authority ledger,
            AlarmBoard board,
            BolusLog boluses,
            Past past,
            Restarts restarts,
            long upMs,
            boolean storeDamaged) {
        boolean clockUnsure = board.alarms().stream()
                .anyMatch(alarm -> alarm.row() == AlarmRow.CLOCK_UNSURE && !alarm.acknowledged());
        Flags flags = Flags.START
                .withClockUnsure(clockUnsure)
                .withVolumeUnsure(storeDamaged)
                .withRestartsTooOften(last.restartsTooOften());
        return new PumpState(
                Phase.RECOVERING,
                order,
                Optional.of(last),
                ShaftReference.ZERO,
                course,
                Progress.startOf(course.part()),
                Grants.startingAt(ledger),
                SafetyState.startingWith(board, restarts),
                flags,
                Clocks.startingAt(upMs * NS_PER_MS),
                0,
                ledger.unsettledStops(),
                boluses,
                last.line(),
                past);
    }
}
