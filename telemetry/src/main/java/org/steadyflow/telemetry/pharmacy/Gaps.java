package org.steadyflow.telemetry.pharmacy;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The lines of one pump that were passed over, inside one transaction. Each missing line is in exactly one row; a row
 * that is filled in part is cut, so that every row is wholly open, closed or lost.
 */
final class Gaps {
    /** More open gaps than this of one pump are no accident of a network. */
    static final int LIMIT_OPEN = 1_000;

    static final String OPEN = "OPEN";
    static final String CLOSED = "CLOSED";
    static final String LOST = "LOST";

    private final Handle handle;
    private final String pump;
    private final long nowMs;

    Gaps(Handle handle, String pump, long nowMs) {
        this.handle = handle;
        this.pump = pump;
        this.nowMs = nowMs;
    }

    /** @throws UnreadableException the pump has too many open gaps already */
    void open(SeqRange missing) {
        if (openRows().size() >= LIMIT_OPEN) {
            throw new UnreadableException("it would open one gap more than the 1,000 that are open");
        }
        insert(missing, nowMs, OPEN);
    }

    /** These lines are stored now. */
    void fill(SeqRange stored) {
        end(stored, CLOSED);
    }

    /** The pump no longer keeps what is older than {@code oldestSeq}. */
    void loseBefore(long oldestSeq) {
        if (oldestSeq > 1) {
            end(new SeqRange(1, oldestSeq - 1), LOST);
        }
    }

    /** The first line that is missing and can still come. */
    Optional<Long> firstOpen() {
        return openRows().stream().map(row -> row.range.first()).findFirst();
    }

    private void end(SeqRange lines, String state) {
        for (Row row : openRows()) {
            Optional<SeqRange> ended = row.range.and(lines);
            if (ended.isPresent()) {
                handle.execute("delete from gap where id = ?", row.id);
                insert(ended.get(), row.openedMs, state);
                row.range.without(lines).forEach(rest -> insert(rest, row.openedMs, OPEN));
            }
        }
    }

    private void insert(SeqRange range, long openedMs, String state) {
        handle.execute(
                "insert into gap (pump, first_seq, last_seq, opened_ms, state, ended_ms) values (?, ?, ?, ?, ?, ?)",
                pump,
                range.first(),
                range.last(),
                openedMs,
                state,
                state.equals(OPEN) ? null : nowMs);
    }

    private List<Row> openRows() {
        return handle.select(
                        "select id, first_seq, last_seq, opened_ms from gap where pump = ? and state = ? order by first_seq",
                        pump,
                        OPEN)
                .map((row, _) -> new Row(
                        row.getLong("id"),
                        new SeqRange(row.getLong("first_seq"), row.getLong("last_seq")),
                        row.getLong("opened_ms")))
                .list();
    }

    private record Row(long id, SeqRange range, long openedMs) {}
}
