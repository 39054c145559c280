package org.steadyflow.telemetry.pharmacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What the pharmacy knows of one pump's journal, apart from its lines.
 *
 * @param contiguousSeq every line up to here is stored, or lost for good; 0 for none
 * @param highestSeq newest line stored, 0 for none
 * @param oldestSeq oldest line that the pump still keeps
 * @param beatSeq newest line that the pump said it has
 * @param duplicates lines that came again
 */
record PumpRow(
        String pump,
        long firstSeenMs,
        long lastSeenMs,
        int boot,
        long contiguousSeq,
        long highestSeq,
        long oldestSeq,
        long beatSeq,
        long duplicates) {

    static PumpRow first(String pump, long nowMs) {
        return new PumpRow(pump, nowMs, nowMs, 1, 0, 0, 1, 0, 0);
    }

    static Optional<PumpRow> find(Handle handle, String pump) {
        return handle.select("select * from pump where pump = ?", pump)
                .map((row, _) -> of(row))
                .findOne();
    }

    static PumpRow of(ResultSet row) throws SQLException {
        return new PumpRow(
                row.getString("pump"),
                row.getLong("first_seen_ms"),
                row.getLong("last_seen_ms"),
                row.getInt("boot"),
                row.getLong("contiguous_seq"),
                row.getLong("highest_seq"),
                row.getLong("oldest_seq"),
                row.getLong("beat_seq"),
                row.getLong("duplicates"));
    }

    PumpRow seen(long nowMs, int bootNow) {
        return new PumpRow(
                pump,
                firstSeenMs,
                Math.max(lastSeenMs, nowMs),
                Math.max(boot, bootNow),
                contiguousSeq,
                highestSeq,
                oldestSeq,
                beatSeq,
                duplicates);
    }

    PumpRow withBeat(long seq) {
        return new PumpRow(pump, firstSeenMs, lastSeenMs, boot, contiguousSeq, highestSeq, oldestSeq, seq, duplicates);
    }

    PumpRow withLines(long contiguous, long highest, long oldest, long more) {
        return new PumpRow(
                pump,
                firstSeenMs,
                lastSeenMs,
                boot,
                contiguous,
                highest,
                oldest,
                Math.max(beatSeq, highest),
                duplicates + more);
    }

    void save(Handle handle) {
        int changed =
                handle.execute("""
                update pump set last_seen_ms = ?, boot = ?, contiguous_seq = ?, highest_seq = ?, oldest_seq = ?,
                  beat_seq = ?, duplicates = ? where pump = ?""", lastSeenMs, boot, contiguousSeq, highestSeq, oldestSeq, beatSeq, duplicates, pump);
        if (changed == 0) {
            handle.execute(
                    """
                    insert into pump (pump, first_seen_ms, last_seen_ms, boot, contiguous_seq, highest_seq, oldest_seq,
                      beat_seq, duplicates) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    pump,
                    firstSeenMs,
                    lastSeenMs,
                    boot,
                    contiguousSeq,
                    highestSeq,
                    oldestSeq,
                    beatSeq,
                    duplicates);
        }
    }
}
