package org.steadyflow.telemetry.pharmacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.steadyflow.telemetry.message.Priority;

/** Reads what is shown of alarms. Inside one transaction or a plain read; reads no clock. */
final class AlarmViews {
    /** Alarms in one answer; those that need a person come first. */
    static final int LIMIT_ROWS = 500;

    /** So long an alarm that is over stays on the console. */
    static final Duration KEPT_IN_VIEW = Duration.ofHours(24);

    private static final String ALARMS = """
            select alarm.*, life.stored_ms, life.shown_ms, life.accepted_ms, life.accepted_by,
              prescription.prescription_id, prescription.drug, prescription.patient
            from alarm
            left join alarm_life life on life.pump = alarm.pump and life.raised_seq = alarm.raised_seq
            left join prescription on prescription.pump = alarm.pump and prescription.rx_seq = alarm.rx_seq
            """;

    /** Not over; or over, serious, and accepted by nobody; or recent. */
    private static final String IN_VIEW = """
            (alarm.ended_ms is null or (life.accepted_ms is null and alarm.priority <> 'LOW')
              or alarm.received_ms >= ?)
            """;

    private static final String URGENT_FIRST = """
            order by case when alarm.ended_ms is null then 0 else 1 end,
              case when life.accepted_ms is null then 0 else 1 end,
              case alarm.priority when 'HIGH' then 0 when 'MEDIUM' then 1 else 2 end,
              alarm.received_ms desc, alarm.pump, alarm.alarm desc
            limit ?""";

    private final Handle handle;
    private final long nowMs;

    AlarmViews(Handle handle, long nowMs) {
        this.handle = handle;
        this.nowMs = nowMs;
    }

    List<View.Alarm> all() {
        return handle.select(ALARMS + "where " + IN_VIEW + URGENT_FIRST, recentMs(), LIMIT_ROWS)
                .map((row, _) -> alarm(row))
                .list();
    }

    List<View.Alarm> of(String pump) {
        return handle.select(
                        ALARMS + "where alarm.pump = ? and " + IN_VIEW + URGENT_FIRST, pump, recentMs(), LIMIT_ROWS)
                .map((row, _) -> alarm(row))
                .list();
    }

    Optional<View.Alarm> one(String pump, long raisedSeq) {
        return handle.select(ALARMS + "where alarm.pump = ? and alarm.raised_seq = ?", pump, raisedSeq)
                .map((row, _) -> alarm(row))
                .findOne();
    }

    private long recentMs() {
        return nowMs - KEPT_IN_VIEW.toMillis();
    }

    private static View.Alarm alarm(ResultSet row) throws SQLException {
        long raisedWallMs = row.getLong("raised_ms");
        long receivedMs = row.getLong("received_ms");
        return new View.Alarm(
                row.getString("pump"),
                row.getLong("raised_seq"),
                row.getLong("alarm"),
                row.getString("code"),
                Priority.valueOf(row.getString("priority")),
                row.getString("action"),
                row.getString("detail"),
                Columns.words(row, "prescription_id"),
                Columns.words(row, "drug"),
                Columns.words(row, "patient"),
                state(row),
                raisedWallMs,
                receivedMs,
                // A pump that was offline tells late; one whose clock is ahead cannot have raised it in the future.
                Math.min(raisedWallMs, receivedMs),
                Columns.number(row, "stored_ms"),
                Columns.number(row, "shown_ms"),
                Columns.number(row, "accepted_ms"),
                Columns.text(row, "accepted_by"),
                Columns.number(row, "journalled_ms"),
                Columns.number(row, "cause_gone_ms"),
                Columns.number(row, "acknowledged_ms"),
                Columns.text(row, "acknowledged_by"),
                Columns.number(row, "ended_ms"),
                Columns.number(row, "ended_wall_ms"));
    }

    private static View.AlarmState state(ResultSet row) throws SQLException {
        if (Columns.number(row, "ended_ms").isPresent()) {
            return View.AlarmState.RESOLVED;
        }
        if (Columns.number(row, "accepted_ms").isPresent()) {
            return View.AlarmState.ACCEPTED;
        }
        if (Columns.number(row, "shown_ms").isPresent()) {
            return View.AlarmState.SHOWN;
        }
        return Columns.number(row, "stored_ms").isPresent() ? View.AlarmState.STORED : View.AlarmState.RAISED;
    }
}
