package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

@Tag("REQ-50")
@Tag("REQ-61")
class JournalGateTest {
    private static final long ORDER = 42;
    private static final long NEXT_SEQ = 100;

    private final JournalGate fresh = new JournalGate(NEXT_SEQ, 0, Authority.NONE);
    private final JournalGate underWay = new JournalGate(NEXT_SEQ, 0, flow(5, 0));

    @Test
    void anOrderAndItsFirstStartAreInTheJournalFirst() {
        Event accepted = new Event.PrescriptionAccepted("p", "sha", "nurse", "text", "");
        assertEquals(1, fresh.take(batch(stands(1), accepted)).after());
        assertEquals(
                2,
                fresh.take(batch(flow(2, 0), new Event.InfusionStarted(0, "nurse")))
                        .after());
    }

    @Test
    void renewalsAndTheNextPartWaitForNothing() {
        assertEquals(0, underWay.take(batch(flow(6, 0))).after());
        Event part = new Event.PartEnded(0, true, 10, 10, 1, 1);
        assertEquals(0, underWay.take(batch(flow(7, 1), part)).after());
    }

    @Test
    void goingOnAfterAPauseWaitsForNothing() {
        underWay.take(batch(stands(6), new Event.InfusionPaused(0, "nurse")));
        assertEquals(
                0,
                underWay.take(batch(flow(7, 0), new Event.InfusionStarted(0, "nurse")))
                        .after());
    }

    @Test
    void anotherRateAndATurnBackwardsAreInTheJournalFirst() {
        underWay.take(batch(flow(6, 0)));
        Event rate = new Event.RateChanged(0, 1, 1, 1, "nurse");
        assertEquals(2, underWay.take(batch(flow(7, 1), rate)).after());
        assertEquals(2, underWay.take(batch(flow(8, 1))).after(), "and whatever flows after it");
        Event back = new Event.BackOffBegun(1, 0, 10, 1, 300, 100);
        assertEquals(4, underWay.take(batch(stands(9).withReverse(10), back)).after());
    }

    @Test
    void whereTheShaftStandsWaitsForNothing() {
        underWay.take(batch(flow(6, 1), new Event.RateChanged(0, 1, 1, 1, "nurse")));
        assertEquals(0, underWay.take(batch(stands(7))).after());
    }

    /** The mark is the line of the last decision, not of the last line. */
    @Test
    @Tag("REQ-57")
    void theMarkCountsTheLinesToTheLastDecision() {
        Event stopped = new Event.InfusionStopped(0, AlarmCode.DOOR_OPEN);
        Event told = new Event.ShortfallDropped(0, 1, "");
        JournalGate.Ticket ticket = underWay.take(batch(stands(6), told, stopped, told));
        assertEquals(NEXT_SEQ + 1, ticket.mark().decidedSeq());
        assertEquals(NEXT_SEQ + 1, underWay.take(batch(stands(7), told)).mark().decidedSeq());
    }

    private static Committer.Batch batch(Authority wanted, Event... events) {
        return new Committer.Batch(new ClockSample(1, 2), List.of(events), Optional.of(wanted));
    }

    private static Authority flow(long number, int part) {
        return new Authority(number, ORDER, part, 0, 1_000, 10, 30_000, 0, 0);
    }

    private static Authority stands(long number) {
        return new Authority(number, ORDER, 0, 0, 0, 10, 10, 0, 0);
    }
}
