package org.steadyflow.firmware.safety;

import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.telemetry.message.Event;

/** One tick of safety: sample and state in, verdict and state out. */
public final class SafetyMonitor {
    private SafetyMonitor() {}

    /**
     * What a tick of safety gives.
     *
     * @param restarts an occlusion is over, and the flow that it stopped goes on by itself
     */
    public record Judgement(SafetyState state, Verdict verdict, boolean restarts) {}

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
        boolean moving = now.situation().flowing() || before.relief().isTurning();
        Watches watches = before.watches().next(now, moving);
        boolean restarts = mayRestart(before, watches, now);
        long found = watches.causes(now)
                | AlarmRow.OCCLUSION_DOWNSTREAM.bitIf(before.relief().holdsCause() && !restarts)
                | AlarmRow.OCCLUSION_RESOLVED.bitIf(restarts)
                | now.standing().causes(now.situation().traits())
                | enclosureRows(before.board(), now);
        long causes = TherapyChanges.applied(found, now.situation().traits());
        AlarmBoard listed = restarts ? before.board().withdraw(AlarmRow.OCCLUSION_DOWNSTREAM, events) : before.board();
        AlarmBoard board = listed.next(causes, new AlarmDetail(now, watches), events);
        Relief relief = before.relief().next(now, watches, chance(before.board(), board, watches, now));
        Optional<Alarm> stop = board.strongestStop();
        Verdict verdict = stop.isPresent()
                ? stopped(stop.get().row(), relief, now)
                : new Verdict.Permit(authorisedMicrosteps, board.strongestAction() == Action.KEEP_OPEN);
        Restarts counted = restarts ? before.restarts().plus(now.nowNs()) : before.restarts();
        return new Judgement(new SafetyState(watches, board, relief, counted), verdict, restarts);
    }

    /** Nothing but the occlusion stands in the way, its pressure is below half its limit, and it is not the fourth. */
    private static boolean mayRestart(SafetyState before, Watches watches, Observation now) {
        return before.relief().isRestartDue(now.nowNs())
                && now.situation().reverse().mayRestart()
                && before.restarts().allows(now.nowNs())
                && !before.board().isStoppedBesides(AlarmRow.OCCLUSION_DOWNSTREAM)
                && !watches.pressure().blockedDownstream()
                && PressureWatch.isRelieved(now.sample().line(), now.situation())
                && mayTurnBack(watches, now);
    }

    private static Verdict stopped(AlarmRow row, Relief relief, Observation now) {
        return relief.isTurning() ? relief.verdict(now) : new Verdict.Halt(row, row.action() == Action.POWER_OFF);
    }

    /** A flow that this occlusion stopped, and nothing else that asks for a stop. */
    private static Relief.Chance chance(AlarmBoard before, AlarmBoard board, Watches watches, Observation now) {
        AlarmRow occlusion = AlarmRow.OCCLUSION_DOWNSTREAM;
        boolean isActive = board.isActive(occlusion);
        boolean begins =
                isActive && !before.isActive(occlusion) && now.situation().flowing();
        boolean mayTurn = isActive && !board.isStoppedBesides(occlusion) && mayTurnBack(watches, now);
        return new Relief.Chance(begins, mayTurn, !isActive || board.isAcknowledged(occlusion));
    }

    /** All that could not be seen to go wrong is excluded: an open set, a sensor in doubt, a motor in doubt, a hand. */
    private static boolean mayTurnBack(Watches watches, Observation now) {
        EnclosureSample enclosure = now.sample().enclosure();
        MotorSample motor = now.sample().motor();
        boolean isClosed = enclosure.doorClosed()
                && enclosure.setSeated()
                && !enclosure.keys().stop();
        boolean isMotorSound = motor.positionSurvived() && !motor.driverFault();
        boolean isPressureSound = SensorWatch.isCredible(now.sample().line().downstream())
                && watches.sensor().believesDownstream();
        return now.situation().armed()
                && isClosed
                && isMotorSound
                && isPressureSound
                && enclosure.supervision().isQuiet()
                && enclosure.supervision().guard().armed();
    }

    /** What a switch alone decides. Door and set count while a flow is wanted, and until they are closed again. */
    private static long enclosureRows(AlarmBoard before, Observation now) {
        EnclosureSample enclosure = now.sample().enclosure();
        Supervision supervision = enclosure.supervision();
        boolean isSound = enclosure.doorClosed() && enclosure.setSeated() && supervision.isQuiet();
        if (isSound && !supervision.guard().forgetful() && !supervision.isImpaired()) {
            return 0;
        }
        AlarmRow out = now.situation().syringe() ? AlarmRow.SYRINGE_OUT : AlarmRow.SET_MISLOADED;
        boolean flowing = now.situation().flowing();
        boolean doorOpen = !enclosure.doorClosed() && (flowing || before.isActive(AlarmRow.DOOR_OPEN));
        boolean setOut = !enclosure.setSeated() && (flowing || before.isActive(out));
        return AlarmRow.DOOR_OPEN.bitIf(doorOpen)
                | out.bitIf(setOut)
                | AlarmRow.MONITOR_TRIP.bitIf(supervision.monitorTripped()
                        || (flowing && supervision.guard().overdue()))
                | AlarmRow.SELF_TEST_FAILED.bitIf(supervision.isUnfit())
                | AlarmRow.SELF_TEST_SPARE.bitIf(supervision.isImpaired())
                | AlarmRow.MONITOR_FORGETS.bitIf(supervision.guard().forgetful())
                | AlarmRow.TAMPER.bitIf(supervision.tampered());
    }
}
