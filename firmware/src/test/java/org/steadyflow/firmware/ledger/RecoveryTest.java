package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.HangMark;
import org.steadyflow.firmware.core.LastKnown;
import org.steadyflow.firmware.core.Line;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.library.LineHistory;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Priority;

/** Journals written by hand, and what a start makes of them. */
class RecoveryTest {
    private static final String TEXT = """
            {"schema": "steadyflow/prescription/1", "id": "T-1", "patient": "Nobody",
             "drug": {"name": "sodium chloride 0.9 %"}, "route": "intravenous_central",
             "container": {"volume": "100 mL", "residual": "5 mL"},
             "regimen": {"type": "intermittent", "dose": "10 mL", "rate": "100 mL/h", "interval": "1 h", "count": 3},
             "at_end": "stop", "after_power_loss": {"resume": "by_itself", "within": "10 min"}}
            """;
    private static final Order ORDER = order(TEXT).orElseThrow();
    private static final long START_MS = 1_767_254_400_000L;
    private static final ClockSample NOW = new ClockSample(5_000_000_000L, START_MS + 60_000);

    private final JournalFold fold = new JournalFold();
    private long wallMs = START_MS;
    private long seq;

    @Test
    void anEmptyPumpIsIdle() {
        Recovery.Found found = recover(Authority.NONE);
        assertEquals(Phase.IDLE, lastPhase(found));
        assertEquals(List.of(), found.events());
        assertTrue(found.state().order().isEmpty());
    }

    @Test
    void everyStartWaitsForStandstillFirst() {
        accept();
        assertEquals(Phase.RECOVERING, recover(Authority.NONE).state().phase());
    }

    @Test
    void acceptedAndNothingElseItIsReady() {
        accept();
        Recovery.Found found = recover(Authority.NONE);
        assertEquals(Phase.READY, lastPhase(found));
        assertTrue(lastKnown(found).ledgerKnown(), "nothing has moved that the ledger could tell");
        assertEquals(List.of(), found.events());
    }

    /** A restart must not forget what is in the line, or two drugs that do not go together would meet in it. */
    @Test
    @Tag("REQ-20")
    void whatRanInTheLineIsKnownAfterARestart() {
        add(new Event.LineFilled(0, "vancomycin", "RAN"));
        add(new Event.LineFilled(1, "morphine", "RAN"));
        assertEquals(List.of("vancomycin", "morphine"), line().history().names());
        add(new Event.LineFilled(1, "", "SET_OUT"));
        assertTrue(line().setWasOut());
        add(new Event.LineFilled(2, "sodium chloride 0.9 %", "FLUSHED"));
        assertEquals(new LineHistory(List.of("sodium chloride 0.9 %")), line().history());
        assertFalse(line().setWasOut());
        add(new Event.LineFilled(3, "", "NEW_SET"));
        assertEquals(LineHistory.EMPTY, line().history());
    }

    /** The container hangs on while the pump is off: what it had used up by the last line counts. */
    @Test
    void theHangTimeThatWasUsedIsKnownAfterARestart() {
        accept();
        assertEquals(HangMark.hungAt(wallMs), line().mark());
        wallMs += 3_600_000;
        add(new Event.HangTimeUsed(0, 125_000, 31_500));
        assertEquals(new HangMark(125_000, 31_500, wallMs), line().mark());
        wallMs += 60_000;
        add(new Event.ContainerChanged(0, 0, 95_000_000, "a nurse"));
        assertEquals(HangMark.hungAt(wallMs), line().mark(), "a new container begins anew");
        end();
        assertEquals(HangMark.NONE, line().mark());
    }

    private Line line() {
        return fold.line();
    }

    /** The newest record is of an order that is over; the one that was accepted since has none yet. */
    @Test
    void aRecordOfTheOrderBeforeIsNotTakenForTheNewOne() {
        accept();
        end();
        Authority old = record(7, tagAt(wallMs), 4, 500_000);
        wallMs += 1_000;
        accept();
        Recovery.Found found = recover(old);
        assertFalse(old.order() == found.state().order().orElseThrow().tag());
        assertEquals(Phase.READY, lastPhase(found));
        assertEquals(0, found.state().course().part());
    }

    @Test
    void theSameFileHasAnotherTagWhenItIsAcceptedAgain() {
        assertEquals(
                tagAt(START_MS), order(TEXT).orElseThrow().acceptedAt(START_MS).tag());
        assertFalse(tagAt(START_MS) == tagAt(START_MS + 1));
    }

    @Test
    void aPartBegunBeforeItsFirstAuthorityIsTheRunningPart() {
        accept();
        start();
        part(1, 0, 5_120_000);
        Recovery.Found found = recover(record(9, tagAt(START_MS), 0, 5_120_000));
        assertEquals(1, found.state().course().part());
        assertEquals(5_120_000, found.state().course().partStart());
        assertEquals(Phase.INFUSING, lastPhase(found));
        assertTrue(lastKnown(found).ledgerKnown());
    }

    /** A part's beginning is durable before its authority: so the end of the journal is lost. */
    @Test
    @Tag("REQ-58")
    void aLedgerAheadOfTheJournalIsBelievedAndWaitsForAPerson() {
        accept();
        start();
        Recovery.Found found = recover(record(9, tagAt(START_MS), 2, 6_000_000));
        assertEquals(2, found.state().course().part());
        assertEquals(Phase.PAUSED, lastPhase(found));
        assertTrue(found.state().flags().volumeUnsure());
        assertEquals("journal", damages(found).getFirst().store());
    }

    @Test
    void anOrderThatIsOverStaysOver() {
        accept();
        start();
        end();
        Recovery.Found found = recover(record(9, tagAt(START_MS), 0, 40_000));
        assertEquals(Phase.IDLE, lastPhase(found));
        assertTrue(found.state().order().isEmpty());
        assertEquals(List.of(), found.events());
    }

    @Test
    @Tag("REQ-58")
    void withoutARecordOfTheRunningOrderNothingIsBelieved() {
        accept();
        start();
        Recovery.Found found = recover(Authority.NONE);
        assertFalse(lastKnown(found).ledgerKnown());
        assertEquals("newest record 0", damages(found).getFirst().where());
    }

    @Test
    @Tag("REQ-58")
    void aLedgerBehindTheJournalIsNotBelieved() {
        accept();
        start();
        add(new Event.LedgerFold(0, 90_000, 90_013, 100_000, 0, 0));
        assertTrue(lastKnown(recover(record(9, tagAt(START_MS), 0, 89_990))).ledgerKnown());
        assertFalse(lastKnown(recover(record(9, tagAt(START_MS), 0, 80_000))).ledgerKnown());
    }

    @Test
    @Tag("REQ-58")
    void aLedgerWhoseNewestIsInDoubtIsNotBelieved() {
        accept();
        start();
        Ledger.Reading doubtful = new Ledger.Reading(
                record(9, tagAt(START_MS), 0, 80_000),
                Ledger.Mark.NONE,
                Set.of(10),
                List.of("byte 5120: not a record"));
        Recovery.Found found = Recovery.recover(fold, doubtful, false, RecoveryTest::order, NOW);
        assertFalse(lastKnown(found).ledgerKnown());
        assertEquals("byte 5120: not a record", damages(found).getFirst().where());
    }

    @Test
    @Tag("REQ-58")
    void withLinesMissingItWaitsForAPersonAndSaysThatItIsUnsure() {
        accept();
        start();
        Recovery.Found found = recover(record(9, tagAt(START_MS), 0, 80_000), true);
        assertEquals(Phase.PAUSED, lastPhase(found));
        assertTrue(found.state().flags().volumeUnsure());
    }

    /** The second start finds the damage told: it must not run on by itself for that. */
    @Test
    void damageThatAnEarlierStartToldHoldsUntilAPersonStarts() {
        accept();
        start();
        add(new Event.PumpStarted("1", "unknown"));
        add(new Event.StoreDamaged("journal", "segment, byte 7", "a flipped bit", "line 3"));
        assertTrue(fold.hasTold("segment, byte 7"));
        assertEquals(Phase.PAUSED, lastPhase(recover(record(9, tagAt(START_MS), 0, 80_000))));
        start();
        assertEquals(Phase.INFUSING, lastPhase(recover(record(9, tagAt(START_MS), 0, 80_000))));
    }

    @Test
    @Tag("REQ-58")
    void aTextThatCanNoLongerBeReadIsToldAndNotGiven() {
        add(new Event.PrescriptionAccepted("T-1", "0", "nurse", "{}"));
        start();
        Recovery.Found found = recover(record(9, 1, 0, 80_000));
        assertTrue(found.state().order().isEmpty());
        assertTrue(found.state().flags().volumeUnsure());
        assertEquals("PRESCRIPTION_ACCEPTED", damages(found).getFirst().where());
    }

    @Test
    void pausedAndStoppedStayWhatTheyAre() {
        accept();
        start();
        add(new Event.InfusionPaused(0, "nurse"));
        assertEquals(Phase.PAUSED, lastPhase(recover(record(9, tagAt(START_MS), 0, 80_000))));
        start();
        add(new Event.InfusionStopped(0, AlarmCode.AIR_SINGLE));
        assertEquals(Phase.STOPPED, lastPhase(recover(record(9, tagAt(START_MS), 0, 80_000))));
    }

    @Test
    @Tag("REQ-57")
    void startsThatWereCutShortDoNotShortenTheOutage() {
        accept();
        start();
        long lastMs = wallMs;
        add(new Event.PumpStarted("1", "unknown"));
        add(new Event.Recovered(0, true, 0, 10, 23, 0, 0));
        assertEquals(
                lastMs,
                lastKnown(recover(record(9, tagAt(START_MS), 0, 80_000))).lastWallMs());
        start();
        assertEquals(
                wallMs,
                lastKnown(recover(record(9, tagAt(START_MS), 0, 80_000))).lastWallMs());
    }

    @Test
    void alarmsThatAreNotOverComeBackWithTheirAge() {
        add(new Event.AlarmRaised(1, AlarmCode.KVO_RUNNING, Priority.LOW, "CONTINUE", "goes by itself"));
        add(new Event.AlarmRaised(2, AlarmCode.AIR_SINGLE, Priority.HIGH, "STOP", "120 uL"));
        long raisedMs = wallMs;
        add(new Event.AlarmRaised(3, AlarmCode.VOLUME_UNSURE, Priority.MEDIUM, "CONTINUE", "seen to"));
        add(new Event.AlarmRaised(4, AlarmCode.DOOR_OPEN, Priority.HIGH, "STOP", "over"));
        add(new Event.AlarmAccepted(2, AlarmCode.AIR_SINGLE, "A. Pharmacist"));
        add(new Event.AlarmAcknowledged(3, AlarmCode.VOLUME_UNSURE, "nurse"));
        add(new Event.AlarmEnded(4, AlarmCode.DOOR_OPEN));

        PumpState state = recover(Authority.NONE).state();
        List<Alarm> alarms = state.safety().board().alarms();
        assertEquals(List.of(1L, 2L, 3L), alarms.stream().map(Alarm::number).toList());
        assertTrue(alarms.stream().noneMatch(Alarm::causeHolds), "the first tick ends what waits for nobody");
        assertTrue(alarms.get(2).acknowledged());
        assertEquals("A. Pharmacist", alarms.get(1).acceptedBy());
        assertEquals(
                NOW.monotonicNs() - (NOW.wallMs() - raisedMs) * 1_000_000,
                alarms.get(1).raisedNs());
        assertEquals(5, state.safety().board().nextNumber());
    }

    @Test
    void anAlarmThatLooksLikeTwoRowsComesBackAsTheOneThatWaitsForAPerson() {
        add(new Event.AlarmRaised(1, AlarmCode.TICK_LATE, Priority.MEDIUM, "CONTINUE", "three late ticks"));
        add(new Event.AlarmRaised(2, AlarmCode.UNDER_INFUSION, Priority.MEDIUM, "STOP", "does not turn"));

        List<Alarm> alarms = recover(Authority.NONE).state().safety().board().alarms();

        assertEquals(AlarmRow.TICK_LATE_AGAIN, alarms.get(0).row());
        assertEquals(AlarmRow.UNDER_INFUSION_STALLED, alarms.get(1).row());
    }

    @Test
    void aClockThatJumpedBeforeTheRestartStaysUnsure() {
        add(new Event.AlarmRaised(1, AlarmCode.CLOCK_UNSURE, Priority.LOW, "CONTINUE", ""));
        assertTrue(recover(Authority.NONE).state().flags().clockUnsure());
        add(new Event.AlarmAcknowledged(1, AlarmCode.CLOCK_UNSURE, "nurse"));
        assertFalse(recover(Authority.NONE).state().flags().clockUnsure());
    }

    @Test
    void aSkippedDoseMovesTheScheduleToItsOwnTime() {
        accept();
        start();
        part(0, 1, 0);
        part(1, 0, 5_120_000);
        long dueMs = START_MS + 3_600_000;
        add(new Event.DoseMissed(1, 2, dueMs, 90_000, "SKIP"));
        part(3, 0, 5_120_000);
        assertEquals(
                dueMs,
                recover(record(9, tagAt(START_MS), 3, 5_120_000))
                        .state()
                        .course()
                        .lastDoseStartWallMs());
    }

    private void accept() {
        add(new Event.PrescriptionAccepted("T-1", ORDER.sha256(), "nurse", ORDER.text()));
        part(0, 1, 0);
    }

    private void start() {
        add(new Event.InfusionStarted(0, "nurse"));
    }

    private void end() {
        add(new Event.PrescriptionEnded("T-1", false, "nurse"));
    }

    private void part(int part, int dose, long startMicrosteps) {
        add(new Event.PartStarted(
                "T-1",
                part,
                "DELIVER",
                "part " + part,
                dose,
                startMicrosteps,
                startMicrosteps,
                startMicrosteps + 13,
                0,
                0));
    }

    private void add(Event event) {
        if (!(event instanceof Event.PartStarted)) {
            wallMs += seq == 0 ? 0 : 100;
        }
        fold.add(new Entry(Entry.SCHEMA, "p-1", ++seq, 1, 0, wallMs, event));
    }

    private Recovery.Found recover(Authority newest) {
        return recover(newest, false);
    }

    private Recovery.Found recover(Authority newest, boolean journalDamaged) {
        Ledger.Reading ledger = new Ledger.Reading(newest, List.of());
        return Recovery.recover(fold, ledger, journalDamaged, RecoveryTest::order, NOW);
    }

    private static long tagAt(long acceptedMs) {
        return ORDER.acceptedAt(acceptedMs).tag();
    }

    private static Authority record(long number, long order, int part, long authorised) {
        return new Authority(number, order, part, 0, Math.max(authorised - 25_600, 0), 0, authorised, 0, 0);
    }

    private static LastKnown lastKnown(Recovery.Found found) {
        return found.state().lastKnown().orElseThrow();
    }

    private static Phase lastPhase(Recovery.Found found) {
        return lastKnown(found).phase();
    }

    private static List<Event.StoreDamaged> damages(Recovery.Found found) {
        return found.events().stream()
                .filter(Event.StoreDamaged.class::isInstance)
                .map(Event.StoreDamaged.class::cast)
                .toList();
    }

    private static Optional<Order> order(String text) {
        return switch (PrescriptionReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted ->
                Optional.of(Order.of(accepted.prescription(), accepted.canonicalText(), accepted.sha256()));
            case Reading.Refused _ -> Optional.empty();
        };
    }
}
