package org.steadyflow.telemetry.pharmacy;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Stores one batch of lines inside one transaction: every line once, nothing overwritten, gaps and second histories
 * reported. It reads no clock; the time is an argument.
 */
final class Ingest {
    /** A name costs a row for ever, and nobody is asked for a password yet. */
    static final int LIMIT_PUMPS = 2_000;

    /** Forked lines kept aside for an investigator; further ones are only counted. */
    static final int LIMIT_FORKS_A_PUMP = 1_000;

    private final Handle handle;
    private final long nowMs;

    Ingest(Handle handle, long nowMs) {
        this.handle = handle;
        this.nowMs = nowMs;
    }

    /** @throws UnreadableException a limit forbids it; the transaction must then be rolled back */
    void store(Inbound.Batch batch) {
        PumpRow before = pump(batch.pump());
        Known known = Known.around(handle, batch);
        List<PumpLine> fresh = new ArrayList<>();
        long duplicates = 0;
        for (PumpLine line : batch.lines()) {
            Optional<String> stored = known.hashOf(line.seq());
            if (stored.isEmpty()) {
                fresh.add(line);
                checkChain(line, known);
                known.add(line);
            } else if (stored.get().equals(line.hash())) {
                duplicates++;
            } else {
                keepAside(line);
            }
        }
        insert(fresh);
        PumpRow after = passOver(before, batch, fresh, duplicates);
        after.seen(nowMs, batch.lines().getLast().boot()).save(handle);
        project(before, fresh);
    }

    void beat(Inbound.Beat beat) {
        pump(beat.pump()).seen(nowMs, beat.boot()).withBeat(beat.lastSeq()).save(handle);
    }

    /** The pump's row; a pump never heard of before gets one. */
    private PumpRow pump(String pump) {
        return PumpRow.find(handle, pump).orElseGet(() -> {
            int pumps = handle.select("select count(*) from pump")
                    .mapTo(Integer.class)
                    .one();
            if (pumps >= LIMIT_PUMPS) {
                throw new UnreadableException("2,000 pumps are known already, which is the limit");
            }
            return PumpRow.first(pump, nowMs);
        });
    }

    /** Both neighbours count: late lines must fit to the line after them as well. */
    private void checkChain(PumpLine line, Known known) {
        boolean fits =
                known.hashOf(line.seq() - 1).map(line.frame().prev()::equals).orElse(true);
        boolean fitted = known.prevOf(line.seq() + 1).map(line.hash()::equals).orElse(true);
        if (!fits || !fitted) {
            Troubles.note(
                    handle,
                    line.pump(),
                    TroubleKind.CHAIN_BREAK,
                    "Line " + line.seq() + " of " + line.pump()
                            + " does not continue the line beside it: a line was altered, or the pump's store was damaged.",
                    nowMs);
        }
    }

    private void keepAside(PumpLine line) {
        int kept = handle.select("select count(*) from fork where pump = ?", line.pump())
                .mapTo(Integer.class)
                .one();
        boolean again = handle.select(
                        "select hash from fork where pump = ? and seq = ? and hash = ?",
                        line.pump(),
                        line.seq(),
                        line.hash())
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!again && kept < LIMIT_FORKS_A_PUMP) {
            handle.execute(
                    "insert into fork (pump, seq, hash, raw, received_ms) values (?, ?, ?, ?, ?)",
                    line.pump(),
                    line.seq(),
                    line.hash(),
                    line.raw(),
                    nowMs);
        }
        Troubles.note(
                handle,
                line.pump(),
                TroubleKind.FORK,
                line.pump() + " sent a second line " + line.seq()
                        + " that differs from the stored one: its journal has two histories. The first one was kept.",
                nowMs);
    }

    private void insert(List<PumpLine> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("""
                insert into line (pump, seq, hash, prev, raw, event, boot, wall_ms, received_ms)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        for (PumpLine line : fresh) {
            rows.add(
                    line.pump(),
                    line.seq(),
                    line.hash(),
                    line.frame().prev(),
                    line.raw(),
                    line.kind(),
                    line.boot(),
                    line.wallMs(),
                    nowMs);
        }
        rows.execute();
    }

    /** Brings the gaps up to date, and with them the number up to which nothing is missing. */
    private PumpRow passOver(PumpRow before, Inbound.Batch batch, List<PumpLine> fresh, long duplicates) {
        Gaps gaps = new Gaps(handle, batch.pump(), nowMs);
        SeqRange range = batch.range();
        if (range.first() > before.highestSeq() + 1) {
            gaps.open(new SeqRange(before.highestSeq() + 1, range.first() - 1));
        }
        if (!fresh.isEmpty()) {
            gaps.fill(range);
        }
        long oldest = Math.max(before.oldestSeq(), batch.oldestSeq());
        gaps.loseBefore(oldest);
        long highest = Math.max(before.highestSeq(), range.last());
        long contiguous = gaps.firstOpen().map(first -> first - 1).orElse(highest);
        return before.withLines(contiguous, highest, oldest, duplicates);
    }

    private void project(PumpRow before, List<PumpLine> fresh) {
        fresh.stream().filter(line -> line.event().isEmpty()).forEach(this::reportUnknown);
        boolean late = !fresh.isEmpty() && fresh.getFirst().seq() <= before.highestSeq();
        Projection projection = new Projection(handle, before.pump());
        if (late) {
            projection.foldAgain();
        } else {
            projection.fold(fresh, nowMs);
        }
    }

    private void reportUnknown(PumpLine line) {
        Troubles.note(
                handle,
                line.pump(),
                TroubleKind.UNKNOWN_EVENT,
                "Line " + line.seq() + " of " + line.pump() + " is of a kind that this pharmacy does not know ("
                        + line.kind() + "): it is stored and not shown.",
                nowMs);
    }

    /** Hashes of the lines in and right beside a batch, by number. */
    private static final class Known {
        private final NavigableMap<Long, Link> links = new TreeMap<>();

        static Known around(Handle handle, Inbound.Batch batch) {
            Known known = new Known();
            handle.select(
                            "select seq, hash, prev from line where pump = ? and seq between ? and ?",
                            batch.pump(),
                            batch.range().first() - 1,
                            batch.range().last() + 1)
                    .map((row, _) -> new Link(row.getLong("seq"), row.getString("hash"), row.getString("prev")))
                    .forEach(link -> known.links.put(link.seq, link));
            return known;
        }

        void add(PumpLine line) {
            links.put(line.seq(), new Link(line.seq(), line.hash(), line.frame().prev()));
        }

        Optional<String> hashOf(long seq) {
            return Optional.ofNullable(links.get(seq)).map(Link::hash);
        }

        Optional<String> prevOf(long seq) {
            return Optional.ofNullable(links.get(seq)).map(Link::prev);
        }

        private record Link(long seq, String hash, String prev) {}
    }
}
