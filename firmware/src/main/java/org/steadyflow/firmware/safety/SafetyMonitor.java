package org.steadyflow.firmware.safety;

import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.Supervision;
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
        long found = watches.causes(now)
                | now.standing().causes(now.situation().traits())
                | enclosureRows(before.board(), now);
        long causes = TherapyChanges.applied(found, now.situation().traits());
        AlarmBoard board = before.board().next(causes, new AlarmDetail(now, watches), events);
        Optional<Alarm> stop = board.strongestStop();
        Verdict verdict = stop.isPresent()
                ? new Verdict.Halt(stop.get().row(), stop.get().row().action() == Action.POWER_OFF)
                : new Verdict.Permit(authorisedMicrosteps, board.strongestAction() == Action.KEEP_OPEN);
        return new Judgement(new SafetyState(watches, board), verdict);
    }

    /** What a switch alone decides. Door and set count while a flow is wanted, and until they are closed again. */
    private static long enclosureRows(AlarmBoard before, Observation now) {
        EnclosureSample enclosure = now.sample().enclosure();
        Supervision supervision = enclosure.supervision();
        boolean isSound = enclosure.doorClosed() && enclosure.setSeated() && supervision.equals(Supervision.QUIET);
        if (isSound) {
            return 0;
        }
        AlarmRow out = now.situation().syringe() ? AlarmRow.SYRINGE_OUT : AlarmRow.SET_MISLOADED;
        boolean flowing = now.situation().flowing();
        boolean doorOpen = !enclosure.doorClosed() && (flowing || before.isActive(AlarmRow.DOOR_OPEN));
        boolean setOut = !enclosure.setSeated() && (flowing || before.isActive(out));
        return AlarmRow.DOOR_OPEN.bitIf(doorOpen)
                | out.bitIf(setOut)
                | AlarmRow.MONITOR_TRIP.bitIf(supervision.monitorTripped())
                | AlarmRow.SELF_TEST_FAILED.bitIf(supervision.selfTestFailed())
                | AlarmRow.TAMPER.bitIf(supervision.tampered());
    }
}
