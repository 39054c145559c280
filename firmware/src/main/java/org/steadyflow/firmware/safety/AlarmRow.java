package org.steadyflow.firmware.safety;

import static org.steadyflow.firmware.safety.Action.CONTINUE;
import static org.steadyflow.firmware.safety.Action.KEEP_OPEN;
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
 * where the table gives it several priorities or actions. Thresholds stand in the watch that finds the cause; a row
 * whose name ends in LIFE_SUSTAINING, and DRUG_EXPIRED_STOP, come from {@link TherapyChanges} alone. A row that needs
 * an acknowledgement is latched: its lamp stays until a person has seen it. A row that stops never ends by itself:
 * nobody would know of the stop. The journal names rows.
 */
public enum AlarmRow {
    OCCLUSION_DOWNSTREAM(AlarmCode.OCCLUSION_DOWNSTREAM, HIGH, STOP, ACKNOWLEDGED),
    /** The line is free again, and the pump has started by itself as its prescription lets it. */
    OCCLUSION_RESOLVED(AlarmCode.OCCLUSION_DOWNSTREAM, LOW, CONTINUE, ACKNOWLEDGED),
    OCCLUSION_UPSTREAM(AlarmCode.OCCLUSION_UPSTREAM, HIGH, STOP, ACKNOWLEDGED),
    AIR_SINGLE(AlarmCode.AIR_SINGLE, HIGH, STOP, ACKNOWLEDGED),
    AIR_ACCUMULATED(AlarmCode.AIR_ACCUMULATED, HIGH, STOP, ACKNOWLEDGED),
    FREE_FLOW(AlarmCode.FREE_FLOW, HIGH, POWER_OFF, ACKNOWLEDGED),
    OVER_INFUSION(AlarmCode.OVER_INFUSION, HIGH, POWER_OFF, ACKNOWLEDGED),
    UNDER_INFUSION_SLOW(AlarmCode.UNDER_INFUSION, MEDIUM, CONTINUE, ACKNOWLEDGED),
    UNDER_INFUSION_SLOW_LIFE_SUSTAINING(AlarmCode.UNDER_INFUSION, HIGH, CONTINUE, ACKNOWLEDGED),
    UNDER_INFUSION_STALLED(AlarmCode.UNDER_INFUSION, MEDIUM, STOP, ACKNOWLEDGED),
    UNDER_INFUSION_STALLED_LIFE_SUSTAINING(AlarmCode.UNDER_INFUSION, HIGH, STOP, ACKNOWLEDGED),
    DOOR_OPEN(AlarmCode.DOOR_OPEN, HIGH, STOP, STARTED),
    SET_MISLOADED(AlarmCode.SET_MISLOADED, HIGH, STOP, STARTED),
    SYRINGE_OUT(AlarmCode.SYRINGE_OUT, HIGH, STOP, STARTED),
    CONTAINER_EMPTY(AlarmCode.CONTAINER_EMPTY, HIGH, STOP, ACKNOWLEDGED),
    /** What goes on or stops at the end is the prescription's choice, and therapy's to do. */
    INFUSION_COMPLETE(AlarmCode.INFUSION_COMPLETE, MEDIUM, CONTINUE, ACKNOWLEDGED),
    INFUSION_COMPLETE_LIFE_SUSTAINING(AlarmCode.INFUSION_COMPLETE, HIGH, CONTINUE, ACKNOWLEDGED),
    /** The keep-open flow after the end comes to its own end, and nobody has come. */
    KEEP_OPEN_ENDING(AlarmCode.INFUSION_COMPLETE, HIGH, CONTINUE, ACKNOWLEDGED),
    NEAR_END(AlarmCode.NEAR_END, LOW, CONTINUE, BY_ITSELF),
    NEAR_END_LIFE_SUSTAINING(AlarmCode.NEAR_END, HIGH, CONTINUE, BY_ITSELF),
    KVO_RUNNING(AlarmCode.KVO_RUNNING, LOW, KEEP_OPEN, BY_ITSELF),
    DOSE_LIMIT(AlarmCode.DOSE_LIMIT, LOW, CONTINUE, BY_ITSELF),
    BATTERY_LOW(AlarmCode.BATTERY_LOW, MEDIUM, CONTINUE, BY_ITSELF),
    BATTERY_DEPLETED(AlarmCode.BATTERY_DEPLETED, HIGH, STOP, STARTED),
    MAINS_LOST(AlarmCode.MAINS_LOST, LOW, CONTINUE, BY_ITSELF),
    MOTOR_FAULT(AlarmCode.MOTOR_FAULT, HIGH, POWER_OFF, ACKNOWLEDGED),
    /** The air detector, or more than one sensor. */
    SENSOR_FAULT(AlarmCode.SENSOR_FAULT, HIGH, STOP, ACKNOWLEDGED),
    /** One pressure, the thermometer or the battery's gauge alone. */
    SENSOR_FAULT_SPARE(AlarmCode.SENSOR_FAULT, HIGH, STOP, ACKNOWLEDGED),
    SENSOR_FAULT_SPARE_LIFE_SUSTAINING(AlarmCode.SENSOR_FAULT, HIGH, CONTINUE, ACKNOWLEDGED),
    OVER_TEMPERATURE(AlarmCode.OVER_TEMPERATURE, HIGH, STOP, ACKNOWLEDGED),
    STUCK_KEY(AlarmCode.STUCK_KEY, MEDIUM, CONTINUE, BY_ITSELF),
    PAUSED_TOO_LONG(AlarmCode.PAUSED_TOO_LONG, MEDIUM, CONTINUE, BY_ITSELF),
    PAUSED_TOO_LONG_LIFE_SUSTAINING(AlarmCode.PAUSED_TOO_LONG, HIGH, CONTINUE, BY_ITSELF),
    NOT_STARTED(AlarmCode.NOT_STARTED, MEDIUM, CONTINUE, BY_ITSELF),
    /** A dose was not given at its time: left out, given late, or waiting for a person. */
    START_MISSED(AlarmCode.NOT_STARTED, MEDIUM, CONTINUE, STARTED),
    /** The program asked for a person, and nobody came. */
    PERSON_AWAITED(AlarmCode.NOT_STARTED, MEDIUM, CONTINUE, BY_ITSELF),
    DRUG_EXPIRED(AlarmCode.DRUG_EXPIRED, MEDIUM, CONTINUE, BY_ITSELF),
    DRUG_EXPIRED_STOP(AlarmCode.DRUG_EXPIRED, MEDIUM, STOP, STARTED),
    DRUG_EXPIRED_LIFE_SUSTAINING(AlarmCode.DRUG_EXPIRED, HIGH, CONTINUE, BY_ITSELF),
    CLOCK_UNSURE(AlarmCode.CLOCK_UNSURE, LOW, CONTINUE, ACKNOWLEDGED),
    JOURNAL_LATE(AlarmCode.JOURNAL_FAULT, MEDIUM, CONTINUE, BY_ITSELF),
    JOURNAL_AUTHORITY_USED_UP(AlarmCode.JOURNAL_FAULT, HIGH, CONTINUE, BY_ITSELF),
    /** The second copy of the ledger: one store is left. */
    LEDGER_COPY_FAILED(AlarmCode.JOURNAL_FAULT, MEDIUM, CONTINUE, BY_ITSELF),
    /** The monitor would not know after a restart of it what flowed before. */
    MONITOR_FORGETS(AlarmCode.JOURNAL_FAULT, MEDIUM, CONTINUE, BY_ITSELF),
    TICK_LATE(AlarmCode.TICK_LATE, MEDIUM, CONTINUE, BY_ITSELF),
    TICK_LATE_LIFE_SUSTAINING(AlarmCode.TICK_LATE, HIGH, CONTINUE, BY_ITSELF),
    TICK_LATE_AGAIN(AlarmCode.TICK_LATE, MEDIUM, CONTINUE, ACKNOWLEDGED),
    TICK_LATE_AGAIN_LIFE_SUSTAINING(AlarmCode.TICK_LATE, HIGH, CONTINUE, ACKNOWLEDGED),
    MONITOR_TRIP(AlarmCode.MONITOR_TRIP, HIGH, POWER_OFF, ACKNOWLEDGED),
    SELF_TEST_FAILED(AlarmCode.SELF_TEST_FAILED, HIGH, STOP, ACKNOWLEDGED),
    /** A part that an infusion goes on without, or a file of the program that cannot be looked at. */
    SELF_TEST_SPARE(AlarmCode.SELF_TEST_FAILED, MEDIUM, CONTINUE, ACKNOWLEDGED),
    /** The supply comes and goes, or the firmware does not live: a person decides whether it goes on. */
    RESTARTS_TOO_OFTEN(AlarmCode.SELF_TEST_FAILED, HIGH, STOP, ACKNOWLEDGED),
    VOLUME_UNSURE(AlarmCode.VOLUME_UNSURE, MEDIUM, CONTINUE, ACKNOWLEDGED),
    PHARMACY_UNREACHABLE(AlarmCode.PHARMACY_UNREACHABLE, LOW, CONTINUE, BY_ITSELF),
    PHARMACY_UNREACHABLE_LONG(AlarmCode.PHARMACY_UNREACHABLE, MEDIUM, CONTINUE, BY_ITSELF),
    TAMPER(AlarmCode.TAMPER, MEDIUM, CONTINUE, ACKNOWLEDGED);

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
