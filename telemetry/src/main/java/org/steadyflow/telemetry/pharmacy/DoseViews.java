package org.steadyflow.telemetry.pharmacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Reads one pump's doses: those begun, with how late, and those missed. Reads no clock. */
final class DoseViews {
    /** Doses in one answer, the latest. */
    static final int LIMIT_ROWS = 200;

    private final Handle handle;
    private final String pump;

    DoseViews(Handle handle, String pump) {
        this.handle = handle;
        this.pump = pump;
    }

    /** The latest first. */
    List<View.Dose> list() {
        Map<Key, Missed> missed = missed();
        List<Dated> doses = new ArrayList<>();
        for (Begun begun : begun()) {
            doses.add(new Dated(begun.key, begun.dose.withLateness(Optional.ofNullable(missed.remove(begun.key)))));
        }
        missed.forEach((key, one) -> doses.add(new Dated(key, one.asDose(key))));
        return doses.stream()
                .sorted(Comparator.comparing(Dated::key).reversed())
                .limit(LIMIT_ROWS)
                .map(Dated::dose)
                .toList();
    }

    private List<Begun> begun() {
        return handle.select("""
                        select part.*, coalesce(prescription.prescription_id, '') as prescription_id
                        from part left join prescription
                          on prescription.pump = part.pump and prescription.rx_seq = part.rx_seq
                        where part.pump = ? and part.kind = 'DELIVER'
                        order by part.rx_seq desc, part.part desc limit ?""", pump, LIMIT_ROWS).map((row, _) -> begun(row)).list();
    }

    /** What was decided last of each missed dose. */
    private Map<Key, Missed> missed() {
        Map<Key, Missed> missed = new LinkedHashMap<>();
        handle.select("""
                        select * from (select missed_dose.*, coalesce(prescription.prescription_id, '') as prescription_id
                          from missed_dose left join prescription
                            on prescription.pump = missed_dose.pump and prescription.rx_seq = missed_dose.rx_seq
                          where missed_dose.pump = ? order by seq desc limit ?) latest order by seq""", pump, LIMIT_ROWS)
                .map((row, _) -> Map.entry(key(row), missed(row)))
                .forEach(entry -> missed.put(entry.getKey(), entry.getValue()));
        return missed;
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getLong("rx_seq"), row.getInt("part"));
    }

    private static Missed missed(ResultSet row) throws SQLException {
        return new Missed(
                row.getString("prescription_id"),
                row.getInt("dose"),
                row.getLong("due_ms"),
                row.getLong("late_ms"),
                row.getString("decision"));
    }

    private static Begun begun(ResultSet row) throws SQLException {
        return new Begun(
                key(row),
                new View.Dose(
                        row.getString("prescription_id"),
                        row.getInt("part"),
                        row.getInt("dose"),
                        row.getString("name"),
                        state(row),
                        row.getLong("programmed_nl"),
                        row.getLong("lower_nl"),
                        row.getLong("upper_nl"),
                        Columns.number(row, "started_ms"),
                        Columns.number(row, "ended_ms"),
                        OptionalLong.empty(),
                        OptionalLong.empty()));
    }

    private static View.DoseState state(ResultSet row) throws SQLException {
        if (Columns.number(row, "ended_ms").isEmpty()) {
            return View.DoseState.GIVING;
        }
        return row.getBoolean("complete") ? View.DoseState.GIVEN : View.DoseState.CUT_SHORT;
    }

    private record Key(long rxSeq, int part) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparingLong(Key::rxSeq)
                    .thenComparingInt(Key::part)
                    .compare(this, other);
        }
    }

    private record Begun(Key key, View.Dose dose) {}

    private record Dated(Key key, View.Dose dose) {}

    /** A dose that was not given at its time, and what was decided. */
    record Missed(String prescriptionId, int dose, long dueMs, long lateMs, String decision) {
        View.Dose asDose(Key key) {
            boolean skipped = decision.equals("SKIP");
            return new View.Dose(
                    prescriptionId,
                    key.part,
                    dose,
                    "",
                    skipped ? View.DoseState.SKIPPED : View.DoseState.WAITING,
                    0,
                    0,
                    0,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(dueMs),
                    OptionalLong.of(lateMs));
        }
    }
}
