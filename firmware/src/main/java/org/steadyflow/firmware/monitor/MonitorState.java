package org.steadyflow.firmware.monitor;

import java.util.Optional;

/**
 * All that the monitor remembers from cycle to cycle. Immutable.
 *
 * @param cause why it tripped, or is unsound
 * @param account what flowed under the envelope in force; empty without one
 * @param heard control's last right answer
 * @param grant the authority that holds, while it guards
 * @param kept an angle from before the monitor's start; empty once it was counted
 * @param cycleNs time of the last cycle, 0 for none
 * @param oddNs since when the rail is not what it should be; 0 while it is
 */
public record MonitorState(
        Mode mode,
        Cause cause,
        Shaft shaft,
        Beat beat,
        Proof proof,
        Optional<Account> account,
        Optional<Pulse> heard,
        Optional<Grant> grant,
        Optional<Integer> kept,
        long cycleNs,
        long oddNs) {

    /** A monitor that has just started, without an envelope. */
    public static MonitorState start(long seed, long nowNs) {
        return new MonitorState(
                Mode.WAITING,
                Cause.NONE,
                Shaft.UNKNOWN,
                Beat.first(seed, nowNs),
                Proof.begin(nowNs),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** The same with what was kept over a restart. */
    MonitorState with(Account restored, int angle) {
        return new MonitorState(
                mode,
                cause,
                shaft,
                beat,
                proof,
                Optional.of(restored),
                heard,
                grant,
                Optional.of(angle),
                cycleNs,
                oddNs);
    }

    /** The same in another mode. */
    MonitorState in(Mode next, Cause why) {
        return new MonitorState(next, why, shaft, beat, proof, account, heard, grant, kept, cycleNs, oddNs);
    }

    MonitorState withBeat(Beat next, Optional<Pulse> pulse) {
        return new MonitorState(mode, cause, shaft, next, proof, account, pulse, grant, kept, cycleNs, oddNs);
    }

    MonitorState withProof(Proof next) {
        return new MonitorState(mode, cause, shaft, beat, next, account, heard, grant, kept, cycleNs, oddNs);
    }

    MonitorState withGrant(Optional<Grant> next) {
        return new MonitorState(mode, cause, shaft, beat, proof, account, heard, next, kept, cycleNs, oddNs);
    }

    MonitorState withAccount(Account next) {
        return new MonitorState(mode, cause, shaft, beat, proof, Optional.of(next), heard, grant, kept, cycleNs, oddNs);
    }

    MonitorState atCycle(Shaft turned, Optional<Account> counted, Optional<Integer> stillKept, long nowNs) {
        return new MonitorState(mode, cause, turned, beat, proof, counted, heard, grant, stillKept, nowNs, oddNs);
    }

    MonitorState withOdd(long sinceNs) {
        return new MonitorState(mode, cause, shaft, beat, proof, account, heard, grant, kept, cycleNs, sinceNs);
    }

    /** Id of the envelope in force, 0 for none. */
    public long envelopeId() {
        return account.map(counted -> counted.envelope().id()).orElse(0L);
    }

    /** Whether control said that an order is under way. */
    boolean isOrderUnderWay() {
        return heard.isPresent() && heard.get().orderId() != 0;
    }

    /** Femtolitres of a count by the envelope in force; 0 without one. */
    long femtolitresPerCount() {
        return account.map(Account::femtolitresPerCount).orElse(0L);
    }
}
