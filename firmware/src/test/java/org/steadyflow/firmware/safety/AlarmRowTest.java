package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Priority;

/** The table of alarms: what each row asks for is what the verdict says, alone and beside any other. */
@Tag("REQ-80")
class AlarmRowTest {
    private static final Set<AlarmRow> CUT =
            EnumSet.of(AlarmRow.FREE_FLOW, AlarmRow.OVER_INFUSION, AlarmRow.MOTOR_FAULT, AlarmRow.MONITOR_TRIP);
    private static final Set<AlarmRow> STOPPING = EnumSet.of(
            AlarmRow.OCCLUSION_DOWNSTREAM,
            AlarmRow.OCCLUSION_UPSTREAM,
            AlarmRow.AIR_SINGLE,
            AlarmRow.AIR_ACCUMULATED,
            AlarmRow.UNDER_INFUSION_STALLED,
            AlarmRow.UNDER_INFUSION_STALLED_LIFE_SUSTAINING,
            AlarmRow.DOOR_OPEN,
            AlarmRow.SET_MISLOADED,
            AlarmRow.SYRINGE_OUT,
            AlarmRow.CONTAINER_EMPTY,
            AlarmRow.BATTERY_DEPLETED,
            AlarmRow.SENSOR_FAULT,
            AlarmRow.SENSOR_FAULT_SPARE,
            AlarmRow.OVER_TEMPERATURE,
            AlarmRow.DRUG_EXPIRED_STOP,
            AlarmRow.SELF_TEST_FAILED,
            AlarmRow.RESTARTS_TOO_OFTEN);
    private static final Set<AlarmRow> ENDS_BY_ITSELF = EnumSet.of(
            AlarmRow.NEAR_END,
            AlarmRow.NEAR_END_LIFE_SUSTAINING,
            AlarmRow.KVO_RUNNING,
            AlarmRow.DOSE_LIMIT,
            AlarmRow.BATTERY_LOW,
            AlarmRow.MAINS_LOST,
            AlarmRow.STUCK_KEY,
            AlarmRow.PAUSED_TOO_LONG,
            AlarmRow.PAUSED_TOO_LONG_LIFE_SUSTAINING,
            AlarmRow.NOT_STARTED,
            AlarmRow.PERSON_AWAITED,
            AlarmRow.DRUG_EXPIRED,
            AlarmRow.DRUG_EXPIRED_LIFE_SUSTAINING,
            AlarmRow.JOURNAL_LATE,
            AlarmRow.LEDGER_COPY_FAILED,
            AlarmRow.MONITOR_FORGETS,
            AlarmRow.JOURNAL_AUTHORITY_USED_UP,
            AlarmRow.TICK_LATE,
            AlarmRow.TICK_LATE_LIFE_SUSTAINING,
            AlarmRow.PHARMACY_UNREACHABLE,
            AlarmRow.PHARMACY_UNREACHABLE_LONG);

    private static final Set<AlarmRow> ENDED_BY_START = EnumSet.of(
            AlarmRow.DOOR_OPEN,
            AlarmRow.SET_MISLOADED,
            AlarmRow.SYRINGE_OUT,
            AlarmRow.BATTERY_DEPLETED,
            AlarmRow.START_MISSED,
            AlarmRow.DRUG_EXPIRED_STOP);

    static Stream<Arguments> pairs() {
        return Arrays.stream(AlarmRow.values())
                .flatMap(a -> Arrays.stream(AlarmRow.values()).map(b -> Arguments.of(a, b)));
    }

    private static Verdict verdict(AlarmBoard board) {
        List<Event> events = new ArrayList<>();
        SafetyState state = SafetyState.startingWith(board);
        // a latched row stands on the list although no cause shows in this sample
        return SafetyMonitor.judge(state, SafetySamples.observation(1_000_000_000L), 77, events)
                .verdict();
    }

    private static AlarmBoard latched(AlarmRow... rows) {
        List<Alarm> alarms = new ArrayList<>();
        for (AlarmRow row : rows) {
            if (alarms.stream().noneMatch(alarm -> alarm.row() == row)) {
                alarms.add(new Alarm(row, alarms.size() + 1, 0, false, false, "", ""));
            }
        }
        return AlarmBoard.restored(9, alarms, AlarmBoard.NO_PAUSE);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theStrongestActionOfAllActiveRowsCounts(AlarmRow first, AlarmRow second) {
        boolean cut = Stream.of(first, second).anyMatch(row -> CUT.contains(row));
        boolean stop = cut || Stream.of(first, second).anyMatch(row -> STOPPING.contains(row));

        switch (verdict(latched(first, second))) {
            case Verdict.Permit permit -> {
                assertFalse(stop);
                assertFalse(permit.keepOpenOnly());
                assertEquals(77, permit.limitMicrosteps());
            }
            case Verdict.Halt halt -> {
                assertTrue(stop);
                assertEquals(cut, halt.powerOff());
            }
            case Verdict.Relief relief -> throw new AssertionError("turns back for " + relief.row());
        }
    }

    @Test
    void aKeepOpenFlowAloneIsPermittedWhileNothingAsksForMore() {
        Standing keepsOpen =
                new Standing(true, true, 0, 0, false, false, false, 0, false, false, false, 0, Outlook.NOTHING);
        Observation quiet = SafetySamples.observation(1_000_000_000L);
        Observation now =
                new Observation(quiet.sample(), quiet.situation(), keepsOpen, quiet.microstep(), quiet.stepNs());

        SafetyMonitor.Judgement judgement =
                SafetyMonitor.judge(SafetyState.startingWith(AlarmBoard.startingAt(1)), now, 77, new ArrayList<>());

        Verdict.Permit permit = assertInstanceOf(Verdict.Permit.class, judgement.verdict());
        assertTrue(permit.keepOpenOnly());
        assertEquals(Action.KEEP_OPEN, judgement.state().board().strongestAction());
    }

    @ParameterizedTest
    @EnumSource(AlarmRow.class)
    @Tag("REQ-105")
    void aRowWaitsForAPersonUnlessTheTableSaysThatItEndsByItself(AlarmRow row) {
        List<Event> events = new ArrayList<>();
        AlarmBoard board = SafetySamples.raised(0, row);

        AlarmBoard gone = SafetySamples.next(board, 1, events);

        assertEquals(ENDS_BY_ITSELF.contains(row), gone.alarms().isEmpty());
        AlarmBoard seen = SafetySamples.next(gone.acknowledgeAll("nurse", events), 2, events);
        assertTrue(seen.alarms().isEmpty());
        assertEquals(
                1,
                events.stream().filter(Event.AlarmCauseGone.class::isInstance).count());
        assertEquals(
                1, events.stream().filter(Event.AlarmEnded.class::isInstance).count());
    }

    @ParameterizedTest
    @EnumSource(AlarmRow.class)
    @Tag("REQ-105")
    void anAcknowledgedRowStaysAsLongAsItsCauseHolds(AlarmRow row) {
        AlarmBoard board = SafetySamples.raised(0, row).acknowledgeAll("nurse", new ArrayList<>());

        AlarmBoard later = SafetySamples.next(board, 1, row);

        assertEquals(1, later.alarms().size());
        assertTrue(SafetySamples.next(later, 2).alarms().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(AlarmRow.class)
    void aRowIsRaisedOnceHoweverLongItsCauseHolds(AlarmRow row) {
        List<Event> events = new ArrayList<>();
        AlarmBoard board = AlarmBoard.startingAt(41);
        for (int i = 0; i < 5; i++) {
            board = SafetySamples.next(board, i, events, row);
        }

        assertEquals(1, events.size());
        Event.AlarmRaised raised = (Event.AlarmRaised) events.getFirst();
        assertEquals(41, raised.alarm());
        assertEquals(row.code(), raised.code());
        assertEquals(row.priority(), raised.priority());
        assertEquals(row.action().name(), raised.action());
        assertEquals(row.name(), raised.row());
        assertFalse(raised.detail().isBlank());
        assertEquals(42, board.nextNumber());
    }

    @ParameterizedTest
    @EnumSource(AlarmRow.class)
    void aStartAcknowledgesOnlyWhatAsksForNoMoreThanAStart(AlarmRow row) {
        AlarmBoard board = SafetySamples.raised(0, row).acknowledgeByStart("nurse", new ArrayList<>());

        boolean byStart = ENDED_BY_START.contains(row);
        assertEquals(byStart, board.alarms().getFirst().acknowledged());
    }

    @Test
    void everyCodeHasARowAndWhatStopsBelowHighIsNamed() {
        Set<AlarmCode> codes =
                Arrays.stream(AlarmRow.values()).map(AlarmRow::code).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(AlarmCode.class), codes);
        Set<AlarmRow> stopsBelowHigh = Arrays.stream(AlarmRow.values())
                .filter(row -> row.action().stops() && row.priority() != Priority.HIGH)
                .collect(Collectors.toSet());
        assertEquals(Set.of(AlarmRow.UNDER_INFUSION_STALLED, AlarmRow.DRUG_EXPIRED_STOP), stopsBelowHigh);
    }

    @ParameterizedTest
    @EnumSource(AlarmRow.class)
    void whatStopsNeverEndsByItself(AlarmRow row) {
        assertFalse(row.action().stops() && row.clearing() == Clearing.BY_ITSELF);
    }

    @Test
    void allRowsFitTheSetOfRows() {
        assertTrue(AlarmRow.values().length <= Long.SIZE);
    }

    @Test
    @Tag("REQ-103")
    void theListIsInOrderOfPriorityThenAge() {
        AlarmBoard board = SafetySamples.raised(0, AlarmRow.KVO_RUNNING, AlarmRow.CLOCK_UNSURE);
        board = SafetySamples.next(board, 1, AlarmRow.KVO_RUNNING, AlarmRow.CLOCK_UNSURE, AlarmRow.TICK_LATE);
        board = SafetySamples.next(
                board,
                2,
                AlarmRow.KVO_RUNNING,
                AlarmRow.CLOCK_UNSURE,
                AlarmRow.TICK_LATE,
                AlarmRow.AIR_SINGLE,
                AlarmRow.OVER_INFUSION);

        assertEquals(
                List.of(
                        AlarmRow.AIR_SINGLE,
                        AlarmRow.OVER_INFUSION,
                        AlarmRow.TICK_LATE,
                        AlarmRow.KVO_RUNNING,
                        AlarmRow.CLOCK_UNSURE),
                board.alarms().stream().map(Alarm::row).toList());
    }
}
