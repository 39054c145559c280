package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;

/** Lamp and tone as a nurse sees and hears them. */
@Tag("REQ-103")
class AlarmSignalTest {
    private static final long MS = 1_000_000;
    private static final long S = 1_000 * MS;
    private static final AlarmBoard HIGH = SafetySamples.raised(0, AlarmRow.AIR_SINGLE);
    private static final AlarmBoard MEDIUM = SafetySamples.raised(0, AlarmRow.VOLUME_UNSURE);
    private static final AlarmBoard LOW = SafetySamples.raised(0, AlarmRow.CLOCK_UNSURE);

    private record Pulse(long startMs, long lengthMs, int hz) {}

    /** The pulses that sound from {@code fromMs} on, by listening every 10 ms. */
    private static List<Pulse> heard(AlarmBoard board, long fromMs, long lastingMs) {
        List<Pulse> pulses = new ArrayList<>();
        int sounding = 0;
        long since = 0;
        for (long ms = fromMs; ms <= fromMs + lastingMs; ms += 10) {
            int hz = AlarmSignal.at(board, ms * MS).toneHz();
            if (hz != sounding) {
                if (sounding != 0) {
                    pulses.add(new Pulse(since - fromMs, ms - since, sounding));
                }
                sounding = hz;
                since = ms;
            }
        }
        return pulses;
    }

    private static double lit(AlarmBoard board, Lamp lamp) {
        long lit = 0;
        for (long ms = 0; ms < 10_000; ms++) {
            lit += AlarmSignal.at(board, ms * MS).lamp() == lamp ? 1 : 0;
        }
        return lit / 10_000.0;
    }

    private static int flashes(AlarmBoard board, Lamp lamp) {
        int flashes = 0;
        Lamp before = Lamp.OFF;
        for (long ms = 0; ms < 10_000; ms++) {
            Lamp now = AlarmSignal.at(board, ms * MS).lamp();
            flashes += now == lamp && before != lamp ? 1 : 0;
            before = now;
        }
        return flashes;
    }

    @Test
    void nothingShowsWithoutAnAlarm() {
        assertEquals(Signal.QUIET, AlarmSignal.at(AlarmBoard.startingAt(1), 5 * S));
    }

    @Test
    void highIsTenPulsesEveryFiveSecondsAndRedTwiceASecond() {
        List<Pulse> burst = heard(HIGH, 0, 4_900);
        assertEquals(
                List.of(523, 294, 392, 523, 294, 523, 294, 392, 523, 294),
                burst.stream().map(Pulse::hz).toList());
        assertTrue(burst.stream().allMatch(pulse -> pulse.lengthMs() == 150));
        assertEquals(burst, heard(HIGH, 5_000, 4_900));
        assertEquals(burst, heard(HIGH, 500_000, 4_900));
        assertEquals(20, flashes(HIGH, Lamp.RED));
        assertEquals(0.5, lit(HIGH, Lamp.RED), 0.01);
    }

    @Test
    void mediumIsThreePulsesEveryTenSecondsAndYellowSixTimesInTen() {
        List<Pulse> burst = heard(MEDIUM, 0, 9_900);
        assertEquals(List.of(523, 294, 392), burst.stream().map(Pulse::hz).toList());
        assertTrue(burst.stream().allMatch(pulse -> pulse.lengthMs() == 200));
        assertEquals(burst, heard(MEDIUM, 10_000, 9_900));
        assertEquals(7, flashes(MEDIUM, Lamp.YELLOW), "0.6 Hz, the first at once");
        assertEquals(0.5, lit(MEDIUM, Lamp.YELLOW), 0.02);
    }

    @Test
    void lowIsTwoPulsesEveryMinuteAndSteadyCyan() {
        List<Pulse> burst = heard(LOW, 0, 59_900);
        assertEquals(List.of(330, 294), burst.stream().map(Pulse::hz).toList());
        assertEquals(burst, heard(LOW, 60_000, 59_900));
        assertEquals(1.0, lit(LOW, Lamp.CYAN));
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "7, 50", "49, 50"})
    void everyPulseIsHeardAlsoAtTheTicksOfThePump(long firstMs, long tickMs) {
        int changes = 0;
        int before = 0;
        for (long ms = firstMs; ms < 5_000; ms += tickMs) {
            int now = AlarmSignal.at(HIGH, ms * MS).toneHz();
            changes += now != 0 && now != before ? 1 : 0;
            before = now;
        }
        assertEquals(10, changes);
    }

    @Test
    void theHighestAlarmAloneIsSounded() {
        AlarmBoard both = SafetySamples.raised(0, AlarmRow.AIR_SINGLE, AlarmRow.CLOCK_UNSURE, AlarmRow.VOLUME_UNSURE);
        assertEquals(heard(HIGH, 0, 20_000), heard(both, 0, 20_000));
        assertEquals(20, flashes(both, Lamp.RED));
    }

    @Test
    void anAcknowledgedAlarmKeepsItsLampAndLetsTheNextSound() {
        AlarmBoard seen = HIGH.acknowledgeAll("nurse", new ArrayList<>());
        assertEquals(List.of(), heard(seen, 0, 20_000));
        assertEquals(20, flashes(seen, Lamp.RED));

        AlarmBoard second = SafetySamples.next(seen, 0, AlarmRow.AIR_SINGLE, AlarmRow.VOLUME_UNSURE);
        assertEquals(heard(MEDIUM, 0, 20_000), heard(second, 0, 20_000));
        assertEquals(20, flashes(second, Lamp.RED));
    }

    @Test
    @Tag("REQ-104")
    void anAudioPauseIsSilentForTwoMinutesAndNoLonger() {
        AlarmBoard paused = HIGH.pauseAudio(3 * S, "nurse", new ArrayList<>());
        assertEquals(List.of(), heard(paused, 3_000, 119_990));
        assertEquals(0.5, lit(paused, Lamp.RED), 0.01);
        assertEquals(10, heard(paused, 125_000, 4_900).size());
        assertEquals(AlarmSignal.at(HIGH, 123 * S), AlarmSignal.at(paused, 123 * S));
    }

    @Test
    @Tag("REQ-104")
    void anAudioPauseEndsWithANewAlarmOfAnyPriority() {
        AlarmBoard paused = HIGH.pauseAudio(0, "nurse", new ArrayList<>());
        AlarmBoard next = SafetySamples.next(paused, S, AlarmRow.AIR_SINGLE, AlarmRow.CLOCK_UNSURE);
        assertEquals(10, heard(next, 5_000, 4_900).size());
    }

    @Test
    @Tag("REQ-104")
    void anAudioPauseSurvivesThatACauseGoes() {
        AlarmBoard paused = HIGH.pauseAudio(0, "nurse", new ArrayList<>());
        assertEquals(List.of(), heard(SafetySamples.next(paused, S), 5_000, 100_000));
    }
}
