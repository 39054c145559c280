package org.steadyflow.firmware.safety;

import static org.steadyflow.firmware.safety.Action.CONTINUE;
import static org.steadyflow.firmware.safety.Action.POWER_OFF;
import static org.steadyflow.firmware.safety.Action.STOP;
import static org.steadyflow.firmware.safety.Clearing.ACKNOWLEDGED;
import static org.steadyflow.firmware.safety.Clearing.BY_ITSELF;
import static org.steadyflow.firmware.safety.Clearing.STARTED;
import static org.steadyflow.telemetry.message.Priority.HIGH;
import static org.steadyflow.telemetry.message.Priority.LOW;
import static org.steadyflow.telemetry.message.Priority.MEDIUM;

import java.util.List;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Priority;

/**
 * The alarm table: every row with its code, priority, action and what ends it. One alarm code can have several rows
 * where the table gives it several priorities or actions. Thresholds stand in the watch that finds the cause.
 */
public enum AlarmRow {
    OCCLUSION_DOWNSTREAM(AlarmCode.OCCLUSION_DOWNSTREAM, HIGH, STOP, ACKNOWLEDGED),
    OCCLUSION_UPSTREAM(AlarmCode.OCCLUSION_UPSTREAM, HIGH, STOP, ACKNOWLEDGED),
    AIR_SINGLE(AlarmCode.AIR_SINGLE, HIGH, STOP, ACKNOWLEDGED),
    AIR_ACCUMULATED(AlarmCode.AIR_ACCUMULATED, HIGH, STOP, ACKNOWLEDGED),
    OVER_INFUSION(AlarmCode.OVER_INFUSION, HIGH, POWER_OFF, ACKNOWLEDGED),
    UNDER_INFUSION_SLOW(AlarmCode.UNDER_INFUSION, MEDIUM, CONTINUE, ACKNOWLEDGED),
    UNDER_INFUSION_SLOW_LIFE_SUSTAINING(AlarmCode.UNDER_INFUSION, HIGH, CONTINUE, ACKNOWLEDGED),
    UNDER_INFUSION_STALLED(AlarmCode.UNDER_INFUSION, MEDIUM, STOP, ACKNOWLEDGED),
    UNDER_INFUSION_STALLED_LIFE_SUSTAINING(AlarmCode.UNDER_INFUSION, HIGH, STOP, ACKNOWLEDGED),
    DOOR_OPEN(AlarmCode.DOOR_OPEN, HIGH, STOP, STARTED),
    CONTAINER_EMPTY(AlarmCode.CONTAINER_EMPTY, HIGH, STOP, ACKNOWLEDGED),
    INFUSION_COMPLETE(AlarmCode.INFUSION_COMPLETE, MEDIUM, CONTINUE, ACKNOWLEDGED),
    INFUSION_COMPLETE_LIFE_SUSTAINING(AlarmCode.INFUSION_COMPLETE, HIGH, CONTINUE, ACKNOWLEDGED),
    KVO_RUNNING(AlarmCode.KVO_RUNNING, LOW, CONTINUE, BY_ITSELF),
    MOTOR_FAULT(AlarmCode.MOTOR_FAULT, HIGH, POWER_OFF, ACKNOWLEDGED),
    SENSOR_FAULT(AlarmCode.SENSOR_FAULT, HIGH, STOP, ACKNOWLEDGED),
    PAUSED_TOO_LONG(AlarmCode.PAUSED_TOO_LONG, MEDIUM, CONTINUE, BY_ITSELF),
    PAUSED_TOO_LONG_LIFE_SUSTAINING(AlarmCode.PAUSED_TOO_LONG, HIGH, CONTINUE, BY_ITSELF),
    NOT_STARTED(AlarmCode.NOT_STARTED, MEDIUM, CONTINUE, BY_ITSELF),
    /** A dose was not given at its time: left out, given late, or waiting for a person. */
    START_MISSED(AlarmCode.NOT_STARTED, MEDIUM, CONTINUE, STARTED),
    CLOCK_UNSURE(AlarmCode.CLOCK_UNSURE, LOW, CONTINUE, ACKNOWLEDGED),
    JOURNAL_LATE(AlarmCode.JOURNAL_FAULT, MEDIUM, CONTINUE, BY_ITSELF),
    JOURNAL_AUTHORITY_USED_UP(AlarmCode.JOURNAL_FAULT, HIGH, CONTINUE, BY_ITSELF),
    TICK_LATE(AlarmCode.TICK_LATE, MEDIUM, CONTINUE, BY_ITSELF),
    TICK_LATE_AGAIN(AlarmCode.TICK_LATE, MEDIUM, CONTINUE, ACKNOWLEDGED),
    VOLUME_UNSURE(AlarmCode.VOLUME_UNSURE, MEDIUM, CONTINUE, ACKNOWLEDGED),
    PHARMACY_UNREACHABLE(AlarmCode.PHARMACY_UNREACHABLE, LOW, CONTINUE, BY_ITSELF),
    PHARMACY_UNREACHABLE_LONG(AlarmCode.PHARMACY_UNREACHABLE, MEDIUM, CONTINUE, BY_ITSELF);

    /** All rows in order of their ordinal. */
    static final List<AlarmRow> ROWS = List.of(values());

    private final AlarmCode code;
    private final Priority priority;
    private final Action action;
    private final Clearing clearing;

    AlarmRow(AlarmCode code, Priority priority, Action action, Clearing clearing) {
        this.code = code;
        this.priority = priority;
        this.action = action;
        this.clearing = clearing;
    }

    public AlarmCode code() {
        return code;
    }

    public Priority priority() {
        return priority;
    }

    public Action action() {
        return action;
    }

    public Clearing clearing() {
        return clearing;
    }

    /** This row alone as a set of rows. */
    @SuppressWarnings("EnumOrdinal") // a set of rows is a long: one comparison a tick tells that nothing changed
    long bit() {
        return 1L << ordinal();
    }

    /** This row as a set if {@code holds}, else the empty set. */
    long bitIf(boolean holds) {
        return holds ? bit() : 0;
    }
}
