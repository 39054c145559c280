package org.steadyflow.telemetry.pharmacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Reads what is shown of the stored lines, of what is missing and of what was wrong. Reads no clock. */
final class JournalViews {
    static final int LIMIT_LINES = 500;
    static final int USUAL_LINES = 100;
    static final int LIMIT_ROWS = 500;

    private final Handle handle;

    JournalViews(Handle handle) {
        this.handle = handle;
    }

    /** {@code limit} lines from number {@code from} on, in order. */
    View.Journal lines(String pump, long from, int limit) {
        List<View.Line> lines = handle.select(
                        "select * from line where pump = ? and seq >= ? order by seq limit ?", pump, from, limit)
                .map((row, _) -> line(row))
                .list();
        boolean more = lines.size() == limit;
        return new View.Journal(
                pump, lines, more ? OptionalLong.of(lines.getLast().seq() + 1) : OptionalLong.empty());
    }

    /** The newest {@code limit} lines, in order. */
    View.Journal tail(String pump, int limit) {
        List<View.Line> newestFirst = handle.select(
                        "select * from line where pump = ? order by seq desc limit ?", pump, limit)
                .map((row, _) -> line(row))
                .list();
        return new View.Journal(pump, newestFirst.reversed(), OptionalLong.empty());
    }

    /** Open ones first, then the latest. */
    List<View.Gap> gaps() {
        return handle.select(
                        "select * from gap order by case state when 'OPEN' then 0 else 1 end, id desc limit ?",
                        LIMIT_ROWS)
                .map((row, _) -> gap(row))
                .list();
    }

    List<View.Gap> gaps(String pump) {
        return handle.select(
                        "select * from gap where pump = ? order by case state when 'OPEN' then 0 else 1 end, id desc limit ?",
                        pump,
                        LIMIT_ROWS)
                .map((row, _) -> gap(row))
                .list();
    }

    List<View.Trouble> troubles(String pump) {
        return handle.select("select * from trouble where pump = ? order by last_ms desc", pump)
                .map((row, _) -> trouble(row))
                .list();
    }

    /** What was open or wrong since this time, of every pump. */
    List<View.Gap> gapsInView(long sinceMs) {
        return handle.select("""
                        select * from gap where state = 'OPEN' or (state = 'LOST' and ended_ms >= ?)
                        order by id desc limit ?""", sinceMs, LIMIT_ROWS).map((row, _) -> gap(row)).list();
    }

    List<View.Trouble> troublesInView(long sinceMs) {
        return handle.select(
                        "select * from trouble where last_ms >= ? order by last_ms desc limit ?", sinceMs, LIMIT_ROWS)
                .map((row, _) -> trouble(row))
                .list();
    }

    long forkedLines(String pump) {
        return handle.select("select count(*) from fork where pump = ?", pump)
                .mapTo(Long.class)
                .one();
    }

    private static View.Line line(ResultSet row) throws SQLException {
        return new View.Line(
                row.getLong("seq"),
                row.getInt("boot"),
                row.getString("event"),
                row.getLong("wall_ms"),
                row.getLong("received_ms"),
                row.getString("hash"),
                row.getString("raw"));
    }

    private static View.Gap gap(ResultSet row) throws SQLException {
        SeqRange range = new SeqRange(row.getLong("first_seq"), row.getLong("last_seq"));
        return new View.Gap(
                row.getString("pump"),
                range.first(),
                range.last(),
                range.size(),
                row.getString("state"),
                row.getLong("opened_ms"),
                Columns.number(row, "ended_ms"));
    }

    private static View.Trouble trouble(ResultSet row) throws SQLException {
        return new View.Trouble(
                row.getString("pump"),
                TroubleKind.valueOf(row.getString("kind")),
                row.getString("sentence"),
                row.getLong("first_ms"),
                row.getLong("last_ms"),
                row.getLong("times"));
    }
}
