package org.steadyflow.firmware.safety;

import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.telemetry.message.Event;

/** One tick of safety: sample and state in, verdict and state out. */
public final class SafetyMonitor {
    private SafetyMonitor() {}

    /** What a tick of safety gives. */
    public record Judgement(SafetyState state, Verdict verdict) {}

    /** Whether the air detector sees anything but liquid at this sample. */
    public static boolean seesAir(LineSample line) {
        return line.airDetectorMv() < AirWatch.LIQUID_LEAST_MV;
    }

    /**
     * Looks at one sample.
     *
     * @param authorisedMicrosteps end of the durable authority, travel on the upper bound
     * @param events receives what changed on the list of alarms
     */
    public static Judgement judge(SafetyState before, Observation now, long authorisedMicrosteps, List<Event> events) {
        Watches watches = before.watches().next(now);
        boolean doorWatched = now.situation().flowing() || before.board().isActive(AlarmRow.DOOR_OPEN);
        long causes = watches.causes(now)
                | now.standing().causes()
                | AlarmRow.DOOR_OPEN.bitIf(!now.sample().enclosure().doorClosed() && doorWatched);
        AlarmBoard board = before.board().next(causes, new AlarmDetail(now), events);
        Optional<Alarm> stop = board.strongestStop();
        Verdict verdict = stop.isPresent()
                ? new Verdict.Halt(stop.get().row(), stop.get().row().action() == Action.POWER_OFF)
                : new Verdict.Permit(authorisedMicrosteps);
        return new Judgement(new SafetyState(watches, board), verdict);
    }
}
