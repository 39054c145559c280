package org.steadyflow.firmware.monitor;

import java.util.Optional;

/**
 * All that the monitor remembers from cycle to cycle. Immutable.
 *
 * @param books the envelope in force, what flowed under it, and whose order control names
 * @param heard control's last right answer
 * @param grant the authority that holds, from the first proof on
 * @param kept where the shaft was before the monitor's start; empty once it was counted
 * @param cycleNs time of the last cycle, 0 for none
 * @param oddNs since when the rail is not what it should be; 0 while it is
 */
public record MonitorState(
        Latch latch,
        Shaft shaft,
        Beat beat,
        Proof proof,
        Books books,
        Optional<Pulse> heard,
        Optional<Grant> grant,
        Optional<KeptAngle> kept,
        long cycleNs,
        long oddNs) {

    /**
     * The shaft as it was kept.
     *
     * @param atNs the monotonic time of it
     */
    record KeptAngle(int angle, long atNs) {
        /** How long ago that was; a clock that has begun anew says no more than since when. */
        long agoNs(long nowNs) {
            return nowNs >= atNs ? nowNs - atNs : nowNs;
        }
    }

    /** A monitor that has just started, without an envelope. */
    public static MonitorState start(long seed, long nowNs) {
        return new MonitorState(
                Latch.FRESH,
                Shaft.UNKNOWN,
                Beat.first(seed, nowNs),
                Proof.first(nowNs),
                Books.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** The same with what was kept over a restart. */
    MonitorState with(Latch latched, Books counted, Optional<KeptAngle> angle) {
        return new MonitorState(latched, shaft, beat, proof, counted, heard, grant, angle, cycleNs, oddNs);
    }

    /** The same in another mode. */
    MonitorState in(Mode next, Cause why) {
        return new MonitorState(latch.in(next, why), shaft, beat, proof, books, heard, grant, kept, cycleNs, oddNs);
    }

    MonitorState withBeat(Beat next, Optional<Pulse> pulse) {
        return new MonitorState(latch, shaft, next, proof, books, pulse, grant, kept, cycleNs, oddNs);
    }

    MonitorState withProof(Proof next) {
        return new MonitorState(latch, shaft, beat, next, books, heard, grant, kept, cycleNs, oddNs);
    }

    MonitorState withGrant(Optional<Grant> next) {
        return new MonitorState(latch, shaft, beat, proof, books, heard, next, kept, cycleNs, oddNs);
    }

    MonitorState withBooks(Books next) {
        return new MonitorState(latch, shaft, beat, proof, next, heard, grant, kept, cycleNs, oddNs);
    }

    MonitorState atCycle(Shaft turned, Books counted, Optional<KeptAngle> stillKept, long nowNs) {
        return new MonitorState(latch, turned, beat, proof, counted, heard, grant, stillKept, nowNs, oddNs);
    }

    MonitorState withOdd(long sinceNs) {
        return new MonitorState(latch, shaft, beat, proof, books, heard, grant, kept, cycleNs, sinceNs);
    }

    public Mode mode() {
        return latch.mode();
    }

    /** Why it tripped, or is unsound. */
    public Cause cause() {
        return latch.cause();
    }

    /** Number of the newest trip, over restarts too. */
    public int trips() {
        return latch.trips();
    }

    /** What flowed under the envelope in force; empty without one. */
    Optional<Account> account() {
        return books.account();
    }

    /** Id of the envelope in force, 0 for none. */
    public long envelopeId() {
        return books.id();
    }

    /** Whether control said that an order is under way; before it has said anything, whether what was kept says so. */
    boolean isOrderUnderWay() {
        return heard.isPresent()
                ? heard.get().orderId() != 0
                : account().map(Account::isUsed).orElse(false);
    }

    /** Volume of the magnet's turn by the envelope, else as control declares it; 0 nL while nobody has said. */
    long turnNl() {
        return account().isPresent()
                ? account().get().envelope().turnNl()
                : heard.map(Pulse::turnNl).orElse(0L);
    }

    /** Whose fraction it is. */
    long turnDivisor() {
        return account().isPresent()
                ? account().get().envelope().turnDivisor()
                : heard.map(Pulse::turnDivisor).orElse(1L);
    }

    /** How long readings may stay away: a third of a turn at the most. */
    long toleratedNs(long most) {
        boolean isKnown = account().isPresent() || heard.isPresent();
        return isKnown ? Math.min(MonitorLimits.thirdOfATurnNs(turnNl(), turnDivisor()), most) : most;
    }
}
