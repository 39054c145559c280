package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Restarts;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Priority;

/** What a restart makes of the alarms in the journal. */
class AlarmFoldTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final long NOW_NS = 5_000_000_000L;
    private static final long NS_PER_MS = 1_000_000;

    private final JournalFold fold = new JournalFold();
    private long seq;

    private void add(long wallMs, Event event) {
        fold.add(new Entry(Entry.SCHEMA, "pump", ++seq, 1, wallMs - START_MS, wallMs, event));
    }

    private AlarmBoard boardAt(long wallMs) {
        return fold.board(new ClockSample(NOW_NS, wallMs));
    }

    private static Event.AlarmRaised raised(AlarmRow row, String name) {
        return new Event.AlarmRaised(1, row.code(), row.priority(), row.action().name(), "why", name);
    }

    @ParameterizedTest
    @EnumSource(AlarmRow.class)
    @Tag("REQ-105")
    void everyRowComesBackAsItself(AlarmRow row) {
        add(START_MS, raised(row, row.name()));
        Alarm alarm = boardAt(START_MS + 1_000).alarms().getFirst();
        assertEquals(row, alarm.row());
        assertEquals("why", alarm.detail());
    }

    @ParameterizedTest
    @EnumSource(AlarmRow.class)
    void aRowOfOlderOrNewerFirmwareComesBackWithItsCode(AlarmRow row) {
        add(START_MS, raised(row, seq % 2 == 0 ? "" : "UNHEARD_OF"));
        AlarmRow guessed = boardAt(START_MS).alarms().getFirst().row();
        assertEquals(row.code(), guessed.code());
        assertEquals(row.action(), guessed.action());
        assertEquals(row.priority(), guessed.priority());
    }

    /** Only the rule's own starts count, the last three of them, and only time in which the pump ticked. */
    @Test
    @Tag("REQ-113")
    void startsByTheOcclusionRuleAreRemembered() {
        for (int s = 0; s < 5; s++) {
            add(START_MS + s * 1_000L, new Event.InfusionStarted(0, s == 4 ? "nurse" : "occlusion rule"));
        }
        Restarts restarts = fold.restarts(new ClockSample(NOW_NS, START_MS + 99_000));
        assertEquals(NOW_NS - 1_000 * NS_PER_MS, restarts.last());
        assertEquals(NOW_NS - 2_000 * NS_PER_MS, restarts.secondLast());
        assertEquals(NOW_NS - 3_000 * NS_PER_MS, restarts.thirdLast());
    }

    @Test
    void aRowWhoseActionIsAnotherNowIsNotLost() {
        add(START_MS, new Event.AlarmRaised(1, AlarmCode.KVO_RUNNING, Priority.LOW, "CONTINUE", "keeps open"));
        assertEquals(AlarmRow.KVO_RUNNING, boardAt(START_MS).alarms().getFirst().row());
    }

    @ParameterizedTest
    @CsvSource({"0, 120000", "30000, 90000", "119999, 1", "-3600000, 120000"})
    @Tag("REQ-104")
    void theRestOfAnAudioPauseSurvives(long laterMs, long leftMs) {
        add(START_MS, new Event.AudioPaused(120_000, "nurse"));
        assertEquals(NOW_NS + leftMs * NS_PER_MS, boardAt(START_MS + laterMs).audioPausedUntilNs());
    }

    @Test
    @Tag("REQ-104")
    void anAudioPauseThatIsOverOrNeverWasIsNone() {
        assertEquals(AlarmBoard.NO_PAUSE, boardAt(START_MS).audioPausedUntilNs());
        add(START_MS, new Event.AudioPaused(120_000, "nurse"));
        assertEquals(AlarmBoard.NO_PAUSE, boardAt(START_MS + 120_000).audioPausedUntilNs());
    }

    @Test
    @Tag("REQ-104")
    void aNewAlarmEndedTheAudioPauseBeforeTheRestart() {
        add(START_MS, new Event.AudioPaused(120_000, "nurse"));
        add(START_MS + 10, raised(AlarmRow.CLOCK_UNSURE, "CLOCK_UNSURE"));
        assertEquals(AlarmBoard.NO_PAUSE, boardAt(START_MS + 20).audioPausedUntilNs());
    }

    @Test
    @Tag("REQ-104")
    void noJournalMakesAnAudioPauseLongerThanTwoMinutes() {
        add(START_MS, new Event.AudioPaused(Long.MAX_VALUE / 2, "nurse"));
        long leftNs = boardAt(START_MS).audioPausedUntilNs() - NOW_NS;
        assertTrue(leftNs <= AlarmBoard.AUDIO_PAUSE_NS, leftNs + " ns");
    }
}
