package org.steadyflow.telemetry.pharmacy;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.steadyflow.telemetry.message.Event;

/**
 * Folds one pump's lines, in the order of their numbers, into what the console shows: prescription, parts, missed
 * doses, alarms, phase. Everything here can be deleted and folded again. Inside one transaction.
 */
final class Projection {
    private static final int LIMIT_TEXT_CHARS = 200;
    private static final int LIMIT_DETAIL_CHARS = 400;
    private static final int LIMIT_WORD_CHARS = 24;

    private final Handle handle;
    private final String pump;

    Projection(Handle handle, String pump) {
        this.handle = handle;
        this.pump = pump;
    }

    /** {@code lines} are newer than every line folded before. */
    void fold(List<PumpLine> lines, long receivedMs) {
        if (lines.isEmpty()) {
            return;
        }
        Status status = Status.load(handle, pump);
        for (PumpLine line : lines) {
            status = after(status, line, receivedMs);
        }
        status.save(handle);
    }

    /** Forgets what followed from the lines and folds all of them: a late line may change what came after it. */
    void foldAgain() {
        for (String table : List.of("status", "prescription", "part", "missed_dose", "limit_override", "alarm")) {
            handle.execute("delete from " + table + " where pump = ?", pump);
        }
        Status status = handle.select("select raw, received_ms from line where pump = ? order by seq", pump)
                .setFetchSize(500)
                .map((row, _) -> new Received(PumpLine.read(row.getString("raw")), row.getLong("received_ms")))
                .reduce(Status.none(pump), (so, line) -> after(so, line.line, line.receivedMs));
        status.save(handle);
    }

    private Status after(Status status, PumpLine line, long receivedMs) {
        Status next = line.event()
                .map(event -> apply(status, line, event, receivedMs))
                .orElse(status);
        return next.asOf(line.seq());
    }

    private Status apply(Status status, PumpLine line, Event event, long receivedMs) {
        long wallMs = line.wallMs();
        return switch (event) {
            case Event.PumpStarted _ -> status.phase().isUnderWay() ? status.in(Phase.RESTARTED, wallMs) : status;
            case Event.Recovered e -> volumes(status, e.part(), e.lowerNl(), e.upperNl(), wallMs);
            case Event.PrescriptionAccepted e -> accept(status, line, e);
            case Event.PrescriptionEnded e -> end(status, e, wallMs);
            case Event.PartStarted e -> start(status, e, wallMs);
            case Event.PartEnded e -> endPart(status, e, wallMs);
            case Event.DoseMissed e -> miss(status, line, e);
            case Event.InfusionStarted e -> status.in(phaseOf(status, e.part()), wallMs);
            case Event.InfusionPaused _ -> status.in(Phase.PAUSED, wallMs);
            case Event.InfusionStopped _ -> status.in(Phase.STOPPED, wallMs);
            case Event.LedgerFold e -> volumes(status, e.part(), e.lowerNl(), e.upperNl(), wallMs);
            case Event.AlarmRaised e -> raise(status, line, e, receivedMs);
            case Event.AlarmCauseGone e -> stamp(status, "cause_gone_ms = ?", e.alarm(), receivedMs);
            case Event.AlarmAcknowledged e -> acknowledge(status, e, receivedMs);
            case Event.AlarmEnded e -> endAlarm(status, e, wallMs, receivedMs);
            case Event.AlarmAccepted e -> stamp(status, "journalled_ms = ?", e.alarm(), receivedMs);
            case Event.StoreDamaged _, Event.ShortfallDropped _, Event.AudioPaused _, Event.CommandRefused _ -> status;
            case Event.ContainerChanged _, Event.WaitTimed _ -> status;
            case Event.LimitOverridden e -> override(status, line, e);
            case Event.LibraryActivated _, Event.LineFilled _, Event.HangTimeUsed _ -> status;
            case Event.BackOffBegun _, Event.BackedOff _, Event.FlowCompensated _ -> status;
            case Event.TickLateness _, Event.SelfTested _ -> status;
            case Event.BolusGranted _, Event.BolusRefused _, Event.RateChanged _, Event.RampDownBegun _ -> status;
        };
    }

    private Status accept(Status status, PumpLine line, Event.PrescriptionAccepted e) {
        PrescriptionLabel label = PrescriptionLabel.of(e.text());
        handle.execute(
                """
                insert into prescription (pump, rx_seq, prescription_id, drug, patient, program, accepted_by,
                  accepted_ms) values (?, ?, ?, ?, ?, ?, ?, ?)""",
                pump,
                line.seq(),
                cut(e.prescriptionId(), LIMIT_TEXT_CHARS),
                cut(label.drug(), LIMIT_TEXT_CHARS),
                cut(label.patient(), LIMIT_TEXT_CHARS),
                cut(label.program(), LIMIT_TEXT_CHARS),
                cut(e.by(), LIMIT_TEXT_CHARS),
                line.wallMs());
        return status.withPrescription(line.seq()).in(Phase.READY, line.wallMs());
    }

    private Status override(Status status, PumpLine line, Event.LimitOverridden e) {
        handle.execute(
                """
                insert into limit_override (pump, seq, rx_seq, field, written, bound, reason, overridden_by,
                  overridden_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                pump,
                line.seq(),
                status.rxSeq(),
                cut(e.field(), LIMIT_TEXT_CHARS),
                cut(e.value(), LIMIT_TEXT_CHARS),
                cut(e.limit(), LIMIT_TEXT_CHARS),
                cut(e.reason(), LIMIT_DETAIL_CHARS),
                cut(e.by(), LIMIT_TEXT_CHARS),
                line.wallMs());
        return status;
    }

    private Status end(Status status, Event.PrescriptionEnded e, long wallMs) {
        handle.execute(
                "update prescription set ended_ms = ?, complete = ? where pump = ? and rx_seq = ?",
                wallMs,
                e.complete(),
                pump,
                status.rxSeq());
        return status.in(e.complete() ? Phase.COMPLETE : Phase.IDLE, wallMs);
    }

    private Status start(Status status, Event.PartStarted e, long wallMs) {
        handle.execute("delete from part where pump = ? and rx_seq = ? and part = ?", pump, status.rxSeq(), e.part());
        handle.execute(
                """
                insert into part (pump, rx_seq, part, kind, name, dose, programmed_nl, duration_ms, started_ms,
                  lower_nl, upper_nl, volumes_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)""",
                pump,
                status.rxSeq(),
                e.part(),
                cut(e.kind(), LIMIT_WORD_CHARS),
                cut(e.name(), LIMIT_TEXT_CHARS),
                e.dose(),
                e.programmedNl(),
                e.durationMs(),
                wallMs,
                wallMs);
        return status.withPart(e.part()).in(Phase.ofPart(e.kind()), wallMs);
    }

    private Status endPart(Status status, Event.PartEnded e, long wallMs) {
        Status next = volumes(status, e.part(), e.lowerNl(), e.upperNl(), wallMs);
        handle.execute(
                "update part set ended_ms = ?, complete = ? where pump = ? and rx_seq = ? and part = ?",
                wallMs,
                e.complete(),
                pump,
                status.rxSeq(),
                e.part());
        return next;
    }

    private Status volumes(Status status, int part, long lowerNl, long upperNl, long wallMs) {
        handle.execute("""
                update part set lower_nl = ?, upper_nl = ?, volumes_ms = ?
                where pump = ? and rx_seq = ? and part = ?""", lowerNl, upperNl, wallMs, pump, status.rxSeq(), part);
        return status;
    }

    private Status miss(Status status, PumpLine line, Event.DoseMissed e) {
        handle.execute(
                """
                insert into missed_dose (pump, seq, rx_seq, part, dose, due_ms, late_ms, decision)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                pump,
                line.seq(),
                status.rxSeq(),
                e.part(),
                e.dose(),
                e.dueWallMs(),
                e.lateMs(),
                cut(e.decision(), LIMIT_WORD_CHARS));
        return status;
    }

    private Phase phaseOf(Status status, int part) {
        Optional<String> kind = handle.select(
                        "select kind from part where pump = ? and rx_seq = ? and part = ?", pump, status.rxSeq(), part)
                .mapTo(String.class)
                .findOne();
        return Phase.ofPart(kind.orElse("DELIVER"));
    }

    private Status raise(Status status, PumpLine line, Event.AlarmRaised e, long receivedMs) {
        handle.execute("delete from alarm where pump = ? and alarm = ?", pump, e.alarm());
        handle.execute(
                """
                insert into alarm (pump, alarm, raised_seq, boot, rx_seq, code, priority, action, detail, raised_ms,
                  received_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                pump,
                e.alarm(),
                line.seq(),
                line.boot(),
                status.rxSeq(),
                e.code().name(),
                e.priority().name(),
                cut(e.action(), LIMIT_WORD_CHARS),
                cut(e.detail(), LIMIT_DETAIL_CHARS),
                line.wallMs(),
                receivedMs);
        return status;
    }

    private Status acknowledge(Status status, Event.AlarmAcknowledged e, long receivedMs) {
        handle.execute(
                "update alarm set acknowledged_ms = ?, acknowledged_by = ? where pump = ? and alarm = ?",
                receivedMs,
                cut(e.by(), LIMIT_TEXT_CHARS),
                pump,
                e.alarm());
        return status;
    }

    private Status endAlarm(Status status, Event.AlarmEnded e, long wallMs, long receivedMs) {
        handle.execute(
                "update alarm set ended_wall_ms = ?, ended_ms = ? where pump = ? and alarm = ?",
                wallMs,
                receivedMs,
                pump,
                e.alarm());
        return status;
    }

    private Status stamp(Status status, String assignment, long alarm, long receivedMs) {
        handle.execute("update alarm set " + assignment + " where pump = ? and alarm = ?", receivedMs, pump, alarm);
        return status;
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }

    private record Received(PumpLine line, long receivedMs) {}
}
