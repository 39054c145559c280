package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.simulator.world.Cause;
import org.steadyflow.simulator.world.CauseSpan;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** Check 10: no alarm without a cause in the world. One thread. */
final class AlarmCheck {
    private static final Set<Cause> KEYS =
            EnumSet.of(Cause.START_KEY_PRESSED, Cause.STOP_KEY_PRESSED, Cause.DOSE_KEY_PRESSED);
    /** A cause may be over when its alarm comes: the longest window of the alarm table and its last half minute. */
    private static final long LONG_MEMORY_NS = Duration.ofMinutes(16).toNanos();
    /** Alarms without such a window: a sensor that must stand still to be called stuck takes longest. */
    private static final long MEMORY_NS = Duration.ofMinutes(2).toNanos();
    /**
     * Part of the order that must have left the line before "complete" is believed: set, ripple, back-pressure, air.
     */
    private static final double COMPLETE_SHARE = 0.88;
    /** What the mechanism is late at the start: play, friction, and a line that fills. */
    private static final double START_ML = 0.1;

    /** The table's waits, less the tick in which they end. */
    private static final long PAUSED_NS = Duration.ofSeconds(599).toNanos();

    private static final long PAUSED_LIFE_SUSTAINING_NS = Duration.ofSeconds(59).toNanos();

    private static final long NEVER = Long.MIN_VALUE;
    /** A dose that asks is told a minute after its time. */
    private static final long PROMPT_NS = Duration.ofSeconds(239).toNanos();

    private static final long NOT_STARTED_MS = Duration.ofSeconds(299).toMillis();
    private static final long NOT_STARTED_NS = Duration.ofSeconds(299).toNanos();
    /** A dose is missed when it is later than a minute. */
    private static final long LATE_NS = Duration.ofSeconds(59).toNanos();

    /** Half an hour of a battery that lasts eight, and five minutes of it; a little more for the gauge's rounding. */
    private static final double LOW_PERMILLE = 63.5;

    private static final double DEPLETED_PERMILLE = 11;
    private static final double FULL_PERMILLE = 1_000;
    private static final double RATED_BATTERY_HOURS = 8;
    /** A tenth for the gain of the set. */
    private static final double NEAR_END_SHARE = 1.1;

    private static final double SECONDS_PER_HOUR = 3_600;
    /** A key that is stuck has been held for a minute, less a tick. */
    private static final long HELD_NS = Duration.ofMillis(59_900).toNanos();

    private final WorldTruth truth;
    private final double fastestMlPerH;
    private final double nearEndH;
    private final Finding finding;
    private final BooleanSupplier nearCap;
    private final double residualMl;
    private final boolean lifeSustaining;
    private final double doseMl;
    private double orderedMl;
    private boolean halted = true;
    private long haltedSinceNs;
    private long haltEndedNs;
    private long promptedNs = NEVER;
    private long dueWallMs = NEVER;

    /** @param nearCap whether another dose on request would pass a cap, by the world */
    AlarmCheck(WorldTruth truth, Order order, BooleanSupplier nearCap, Finding finding) {
        this.truth = truth;
        this.finding = finding;
        this.nearCap = nearCap;
        this.lifeSustaining = order.prescription().lifeSustaining();
        this.residualMl = order.prescription().container().residual().nanolitres() / 1e6;
        this.orderedMl = order.program().volumeToInfuse().nanolitres() / 1e6;
        this.nearEndH = order.prescription().limits().nearEnd().toSeconds() / SECONDS_PER_HOUR * NEAR_END_SHARE;
        this.fastestMlPerH = OrderLimits.of(order.prescription()).fastest().nanolitresPerHour() / 1e6;
        this.doseMl = switch (order.prescription().regimen()) {
            case Regimen.Continuous _ -> orderedMl;
            case Regimen.Intermittent doses -> doses.dose().nanolitres() / 1e6;
            case Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ -> orderedMl;
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

    /** A person let the ramp down begin: from here on the order's end is near, and comes with less. */
    void rampedDown() {
        orderedMl = Math.min(orderedMl, truth.pumpedMl());
    }

    /** The journal says that a dose was left out: the order's end comes with less. */
    void doseSkipped() {
        orderedMl -= doseMl;
    }

    /** A person is asked for from here on. */
    void prompted(long atNs) {
        promptedNs = atNs;
    }

    /** A wait is over at this wall time, or asks for a person then. */
    void due(long wallMs) {
        dueWallMs = wallMs;
    }

    /** Another part runs: nobody is asked for. */
    void partStarted() {
        promptedNs = NEVER;
        dueWallMs = NEVER;
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
            case NEAR_END -> isNearEnd();
            case DOSE_LIMIT -> nearCap.getAsBoolean();
            case BATTERY_LOW -> isBatteryBelow(LOW_PERMILLE, atNs);
            case BATTERY_DEPLETED -> isBatteryBelow(DEPLETED_PERMILLE, atNs);
            case STUCK_KEY -> wasKeyHeld(atNs);
            case PAUSED_TOO_LONG ->
                halted && atNs - haltedSinceNs >= (lifeSustaining ? PAUSED_LIFE_SUSTAINING_NS : PAUSED_NS);
            case NOT_STARTED -> isNotStarted(atNs);
            case OVER_INFUSION, UNDER_INFUSION, AIR_ACCUMULATED ->
                happened(causesOf(code), atNs - LONG_MEMORY_NS, atNs);
            default -> happened(causesOf(code), atNs - MEMORY_NS, atNs);
        };
    }

    /**
     * By the fastest flow of the order what is left of it, or of the container without its residual, is in within the
     * time; half is in. The pump counts by its nominal volume, and the mechanism is off by a few percent.
     */
    private boolean isNearEnd() {
        double offMl = truth.pumpedMl() * (1 - COMPLETE_SHARE);
        double orderLeftMl = orderedMl - truth.pumpedMl() - offMl;
        double containerLeftMl = truth.containerMl() - residualMl - offMl;
        double leftMl = Math.min(orderLeftMl, containerLeftMl);
        return leftMl <= fastestMlPerH * nearEndH && truth.pumpedMl() >= leftMl * COMPLETE_SHARE - START_ML;
    }

    private boolean isBatteryBelow(double permille, long atNs) {
        boolean isShort = truth.batteryPermille() <= permille
                || truth.batteryHours() <= permille / FULL_PERMILLE * RATED_BATTERY_HOURS;
        boolean isEmptying = isShort && !truth.mainsPresent();
        return isEmptying
                || truth.causes().isPresent(Cause.BATTERY_WORN)
                || happened(EnumSet.of(Cause.SENSOR_BROKEN), atNs - MEMORY_NS, atNs);
    }

    private boolean wasKeyHeld(long atNs) {
        for (CauseSpan span : truth.causes().spans()) {
            if (KEYS.contains(span.cause()) && span.touches(atNs - HELD_NS, atNs) && atNs - span.fromNs() >= HELD_NS) {
                return true;
            }
        }
        return false;
    }

    /** An order that nobody starts, or a dose whose time passed while the pump could not give it. */
    private boolean isNotStarted(long atNs) {
        boolean waits = halted && atNs - haltedSinceNs >= NOT_STARTED_NS;
        boolean stoodOverADose = !halted && haltEndedNs - haltedSinceNs >= LATE_NS && atNs - haltEndedNs <= MEMORY_NS;
        boolean asks = promptedNs != NEVER && atNs - promptedNs >= PROMPT_NS;
        boolean isDue = dueWallMs != NEVER && truth.wallMs() - dueWallMs >= NOT_STARTED_MS;
        return waits
                || stoodOverADose
                || asks
                || isDue
                || happened(causesOf(AlarmCode.NOT_STARTED), atNs - MEMORY_NS, atNs);
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
            case FREE_FLOW -> EnumSet.of(Cause.FREE_FLOW);
            case SET_MISLOADED, SYRINGE_OUT -> EnumSet.of(Cause.SET_UNSEATED);
            case MAINS_LOST -> EnumSet.of(Cause.MAINS_LOST);
            case OVER_TEMPERATURE -> EnumSet.of(Cause.BOARD_HOT, Cause.SENSOR_BROKEN);
            case MONITOR_TRIP -> EnumSet.of(Cause.MONITOR_TRIPPED);
            case SELF_TEST_FAILED ->
                // three starts within ten minutes count as one that failed
                EnumSet.of(Cause.SELF_TEST_FAILED, Cause.POWER_CUT, Cause.CONTROL_KILLED);
            case TAMPER -> EnumSet.of(Cause.TAMPERED);
            case OCCLUSION_DOWNSTREAM ->
                EnumSet.of(Cause.DOWNSTREAM_BLOCKED, Cause.VEIN_PRESSURE_CHANGED, Cause.SENSOR_BROKEN);
            case OCCLUSION_UPSTREAM ->
                EnumSet.of(
                        Cause.UPSTREAM_BLOCKED, Cause.CONTAINER_EMPTY, Cause.CONTAINER_COLLAPSING, Cause.SENSOR_BROKEN);
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
            case CONTAINER_EMPTY ->
                EnumSet.of(Cause.CONTAINER_EMPTY, Cause.CONTAINER_COLLAPSING, Cause.UPSTREAM_BLOCKED);
            case MOTOR_FAULT -> EnumSet.of(Cause.DRIVER_FAILED, Cause.MOTOR_STALLED, Cause.MOTOR_RUNAWAY);
            case SENSOR_FAULT -> EnumSet.of(Cause.SENSOR_BROKEN);
            case CLOCK_UNSURE -> EnumSet.of(Cause.CLOCK_JUMPED);
            case JOURNAL_FAULT -> EnumSet.of(Cause.STORAGE_FAULT);
            case TICK_LATE -> EnumSet.of(Cause.TICK_DELAYED);
            case VOLUME_UNSURE -> EnumSet.of(Cause.POWER_CUT, Cause.ENCODER_LOST, Cause.STORAGE_FAULT);
            case PHARMACY_UNREACHABLE -> EnumSet.of(Cause.LINK_LOST);
            case NOT_STARTED -> EnumSet.of(Cause.POWER_CUT, Cause.CONTROL_KILLED, Cause.CLOCK_JUMPED);
            case BATTERY_LOW, BATTERY_DEPLETED, STUCK_KEY -> EnumSet.noneOf(Cause.class);
            case INFUSION_COMPLETE, NEAR_END, KVO_RUNNING, PAUSED_TOO_LONG -> EnumSet.noneOf(Cause.class);
            case DOSE_LIMIT, DRUG_EXPIRED -> EnumSet.noneOf(Cause.class);
        };
    }
}
