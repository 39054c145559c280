package org.steadyflow.firmware.safety;

import java.util.List;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;
import org.steadyflow.telemetry.message.Priority;

/**
 * What lamp and sounder do now: a pure function of the alarms and the time. The highest alarm alone is signalled;
 * patterns are designed after IEC 60601-1-8.
 */
public final class AlarmSignal {
    private static final long MS = 1_000_000L;
    private static final int C5_HZ = 523;
    private static final int D4_HZ = 294;
    private static final int E4_HZ = 330;
    private static final int G4_HZ = 392;

    /** Tones of a burst, each with its start within the burst. High: 3 + 2, a pause, 3 + 2. */
    private static final Pattern HIGH = new Pattern(
            5_000 * MS,
            150 * MS,
            List.of(
                    new Pulse(0, C5_HZ),
                    new Pulse(250 * MS, D4_HZ),
                    new Pulse(500 * MS, G4_HZ),
                    new Pulse(850 * MS, C5_HZ),
                    new Pulse(1_100 * MS, D4_HZ),
                    new Pulse(1_700 * MS, C5_HZ),
                    new Pulse(1_950 * MS, D4_HZ),
                    new Pulse(2_200 * MS, G4_HZ),
                    new Pulse(2_550 * MS, C5_HZ),
                    new Pulse(2_800 * MS, D4_HZ)));

    private static final Pattern MEDIUM = new Pattern(
            10_000 * MS,
            200 * MS,
            List.of(new Pulse(0, C5_HZ), new Pulse(400 * MS, D4_HZ), new Pulse(800 * MS, G4_HZ)));
    private static final Pattern LOW =
            new Pattern(60_000 * MS, 200 * MS, List.of(new Pulse(0, E4_HZ), new Pulse(400 * MS, D4_HZ)));

    private static final long HIGH_FLASH_NS = 500 * MS;
    private static final long MEDIUM_FLASH_NS = 1_666 * MS;

    private AlarmSignal() {}

    private record Pulse(long startNs, int toneHz) {}

    private record Pattern(long periodNs, long pulseNs, List<Pulse> pulses) {
        int toneAt(long sinceNs) {
            long within = Math.floorMod(sinceNs, periodNs);
            for (Pulse pulse : pulses) {
                if (within >= pulse.startNs() && within < pulse.startNs() + pulseNs) {
                    return pulse.toneHz();
                }
            }
            return 0;
        }
    }

    /** The signal at {@code nowNs}, monotonic. An acknowledged alarm keeps its lamp and is silent. */
    public static Signal at(AlarmBoard board, long nowNs) {
        List<Alarm> alarms = board.alarms();
        if (alarms.isEmpty()) {
            return Signal.QUIET;
        }
        Priority shown = alarms.getFirst().row().priority();
        boolean audible = nowNs >= board.audioPausedUntilNs();
        return new Signal(lampAt(shown, nowNs), audible ? toneOf(alarms, nowNs) : 0);
    }

    private static int toneOf(List<Alarm> alarms, long nowNs) {
        for (int i = 0; i < alarms.size(); i++) {
            Alarm alarm = alarms.get(i);
            if (!alarm.acknowledged()) {
                return patternOf(alarm.row().priority()).toneAt(nowNs - alarm.raisedNs());
            }
        }
        return 0;
    }

    private static Pattern patternOf(Priority priority) {
        return switch (priority) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
        };
    }

    private static Lamp lampAt(Priority priority, long nowNs) {
        return switch (priority) {
            case HIGH -> isFirstHalf(nowNs, HIGH_FLASH_NS) ? Lamp.RED : Lamp.OFF;
            case MEDIUM -> isFirstHalf(nowNs, MEDIUM_FLASH_NS) ? Lamp.YELLOW : Lamp.OFF;
            case LOW -> Lamp.CYAN;
        };
    }

    private static boolean isFirstHalf(long nowNs, long periodNs) {
        return Math.floorMod(nowNs, periodNs) < periodNs / 2;
    }
}
