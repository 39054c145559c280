package org.steadyflow.telemetry.pharmacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads what is shown of pumps. Inside one transaction or a plain read; reads no clock. */
final class PumpViews {
    private static final String PUMPS = """
            select pump.*, coalesce(status.phase, 'IDLE') as phase, coalesce(status.phase_wall_ms, 0) as phase_wall_ms,
              prescription.prescription_id, prescription.drug, prescription.patient, prescription.program, prescription.accepted_by,
              prescription.accepted_ms, part.part, part.kind, part.name, part.dose, part.programmed_nl,
              part.duration_ms, part.started_ms, part.lower_nl, part.upper_nl, part.volumes_ms,
              (select coalesce(sum(p.lower_nl), 0) from part p where p.pump = status.pump and p.rx_seq = status.rx_seq)
                as given_lower_nl,
              (select coalesce(sum(p.upper_nl), 0) from part p where p.pump = status.pump and p.rx_seq = status.rx_seq)
                as given_upper_nl,
              (select count(*) from gap where gap.pump = pump.pump and gap.state = 'OPEN') as open_gaps
            from pump
            left join status on status.pump = pump.pump
            left join prescription on prescription.pump = pump.pump and prescription.rx_seq = status.rx_seq
            left join part on part.pump = pump.pump and part.rx_seq = status.rx_seq and part.part = status.part
            """;

    private final Handle handle;
    private final long nowMs;

    PumpViews(Handle handle, long nowMs) {
        this.handle = handle;
        this.nowMs = nowMs;
    }

    List<View.Pump> all() {
        return handle.select(PUMPS + "order by pump.pump limit ?", Ingest.LIMIT_PUMPS)
                .map((row, _) -> pump(row))
                .list();
    }

    Optional<View.Pump> one(String pump) {
        return handle.select(PUMPS + "where pump.pump = ?", pump)
                .map((row, _) -> pump(row))
                .findOne();
    }

    private View.Pump pump(ResultSet row) throws SQLException {
        PumpRow pump = PumpRow.of(row);
        return new View.Pump(
                pump.pump(),
                Links.of(pump.lastSeenMs(), nowMs),
                pump.firstSeenMs(),
                pump.lastSeenMs(),
                pump.boot(),
                pump.contiguousSeq(),
                pump.highestSeq(),
                Math.max(0, pump.beatSeq() - pump.contiguousSeq()),
                pump.duplicates(),
                Phase.valueOf(row.getString("phase")),
                row.getLong("phase_wall_ms"),
                prescription(row),
                part(row),
                row.getLong("given_lower_nl"),
                row.getLong("given_upper_nl"),
                row.getInt("open_gaps"));
    }

    private static Optional<View.Prescription> prescription(ResultSet row) throws SQLException {
        if (Columns.text(row, "prescription_id").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new View.Prescription(
                row.getString("prescription_id"),
                row.getString("drug"),
                row.getString("patient"),
                row.getString("program"),
                row.getString("accepted_by"),
                row.getLong("accepted_ms")));
    }

    private static Optional<View.Part> part(ResultSet row) throws SQLException {
        if (Columns.number(row, "part").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new View.Part(
                row.getInt("part"),
                row.getString("kind"),
                row.getString("name"),
                row.getInt("dose"),
                row.getLong("programmed_nl"),
                row.getLong("duration_ms"),
                row.getLong("started_ms"),
                row.getLong("lower_nl"),
                row.getLong("upper_nl"),
                row.getLong("volumes_ms")));
    }
}
