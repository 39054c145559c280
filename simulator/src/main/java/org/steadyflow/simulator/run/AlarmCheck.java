package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.simulator.world.Cause;
import org.steadyflow.simulator.world.CauseSpan;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** Check 10: no alarm without a cause in the world. One thread. */
final class AlarmCheck {
    /** A cause may be over when its alarm comes: the longest window of the alarm table and its last half minute. */
    private static final long LONG_MEMORY_NS = Duration.ofMinutes(16).toNanos();
    /** Alarms without such a window: a sensor that must stand still to be called stuck takes longest. */
    private static final long MEMORY_NS = Duration.ofMinutes(2).toNanos();
    /**
     * Part of the order that must have left the line before "complete" is believed: set, ripple, back-pressure, air.
     */
    private static final double COMPLETE_SHARE = 0.88;
    /** The table's waits, less the tick in which they end. */
    private static final long PAUSED_NS = Duration.ofSeconds(599).toNanos();

    private static final long NOT_STARTED_NS = Duration.ofSeconds(299).toNanos();
    /** A dose is missed when it is later than a minute. */
    private static final long LATE_NS = Duration.ofSeconds(59).toNanos();

    private final WorldTruth truth;
    private final Finding finding;
    private final double doseMl;
    private double orderedMl;
    private boolean halted = true;
    private long haltedSinceNs;
    private long haltEndedNs;

    AlarmCheck(WorldTruth truth, Order order, Finding finding) {
        this.truth = truth;
        this.finding = finding;
        this.orderedMl = order.program().volumeToInfuse().nanolitres() / 1e6;
        this.doseMl = switch (order.prescription().regimen()) {
            case Regimen.Continuous _ -> orderedMl;
            case Regimen.Intermittent doses -> doses.dose().nanolitres() / 1e6;
            case Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                throw new IllegalStateException("not compiled yet");
        };
    }

    void accepted(long atNs) {
        halted = true;
        haltedSinceNs = atNs;
    }

    void started(long atNs) {
        if (halted) {
            halted = false;
            haltEndedNs = atNs;
        }
    }

    /** The journal says that a dose was left out: the order's end comes with less. */
    void doseSkipped() {
        orderedMl -= doseMl;
    }

    void halted(long atNs) {
        if (!halted) {
            halted = true;
            haltedSinceNs = atNs;
        }
    }

    void finish() {
        if (truth.causes().dropped() > 0) {
            finding.violate(10, "more causes than can be kept; some alarms could not be judged");
        }
    }

    void raised(Event.AlarmRaised alarm, long atNs) {
        if (!hasCause(alarm.code(), atNs)) {
            finding.violate(10, alarm.code() + " was raised without a cause: " + alarm.detail());
        }
    }

    private boolean hasCause(AlarmCode code, long atNs) {
        return switch (code) {
            case INFUSION_COMPLETE -> truth.pumpedMl() >= orderedMl * COMPLETE_SHARE;
            case KVO_RUNNING -> truth.pumpedMl() > 0;
            case PAUSED_TOO_LONG -> halted && atNs - haltedSinceNs >= PAUSED_NS;
            case NOT_STARTED -> isNotStarted(atNs);
            case OVER_INFUSION, UNDER_INFUSION, AIR_ACCUMULATED ->
                happened(causesOf(code), atNs - LONG_MEMORY_NS, atNs);
            default -> happened(causesOf(code), atNs - MEMORY_NS, atNs);
        };
    }

    /** An order that nobody starts, or a dose whose time passed while the pump could not give it. */
    private boolean isNotStarted(long atNs) {
        boolean waits = halted && atNs - haltedSinceNs >= NOT_STARTED_NS;
        boolean stoodOverADose = !halted && haltEndedNs - haltedSinceNs >= LATE_NS && atNs - haltEndedNs <= MEMORY_NS;
        return waits || stoodOverADose || happened(causesOf(AlarmCode.NOT_STARTED), atNs - MEMORY_NS, atNs);
    }

    private boolean happened(Set<Cause> causes, long fromNs, long untilNs) {
        for (CauseSpan span : truth.causes().spans()) {
            if (causes.contains(span.cause()) && span.touches(fromNs, untilNs)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Cause> causesOf(AlarmCode code) {
        return switch (code) {
            case OCCLUSION_DOWNSTREAM ->
                EnumSet.of(Cause.DOWNSTREAM_BLOCKED, Cause.VEIN_PRESSURE_CHANGED, Cause.SENSOR_BROKEN);
            case OCCLUSION_UPSTREAM -> EnumSet.of(Cause.UPSTREAM_BLOCKED, Cause.CONTAINER_EMPTY, Cause.SENSOR_BROKEN);
            case AIR_SINGLE, AIR_ACCUMULATED ->
                EnumSet.of(Cause.AIR_IN_LINE, Cause.CONTAINER_EMPTY, Cause.SENSOR_BROKEN);
            case OVER_INFUSION -> EnumSet.of(Cause.MOTOR_RUNAWAY);
            case UNDER_INFUSION ->
                EnumSet.of(
                        Cause.MOTOR_STALLED,
                        Cause.STEPS_DROPPED,
                        Cause.STORAGE_FAULT,
                        Cause.TICK_DELAYED,
                        Cause.DRIVER_FAILED);
            case DOOR_OPEN -> EnumSet.of(Cause.DOOR_OPEN);
            case CONTAINER_EMPTY -> EnumSet.of(Cause.CONTAINER_EMPTY, Cause.UPSTREAM_BLOCKED);
            case MOTOR_FAULT -> EnumSet.of(Cause.DRIVER_FAILED, Cause.MOTOR_STALLED, Cause.MOTOR_RUNAWAY);
            case SENSOR_FAULT -> EnumSet.of(Cause.SENSOR_BROKEN);
            case CLOCK_UNSURE -> EnumSet.of(Cause.CLOCK_JUMPED);
            case JOURNAL_FAULT -> EnumSet.of(Cause.STORAGE_FAULT);
            case TICK_LATE -> EnumSet.of(Cause.TICK_DELAYED);
            case VOLUME_UNSURE -> EnumSet.of(Cause.POWER_CUT, Cause.ENCODER_LOST, Cause.STORAGE_FAULT);
            case PHARMACY_UNREACHABLE -> EnumSet.of(Cause.LINK_LOST);
            case NOT_STARTED -> EnumSet.of(Cause.POWER_CUT, Cause.CONTROL_KILLED, Cause.CLOCK_JUMPED);
            case INFUSION_COMPLETE, KVO_RUNNING, PAUSED_TOO_LONG -> EnumSet.noneOf(Cause.class);
        };
    }
}
