package org.steadyflow.simulator.bench.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.steadyflow.simulator.bench.result.Limit;
import org.steadyflow.simulator.bench.result.Numbers;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestResult;

/** All rows of a bench, by how they came out. */
public record Verdicts(List<Row> rows) {
    public Verdicts {
        rows = List.copyOf(rows);
    }

    public static Verdicts of(List<TestResult> results) {
        return new Verdicts(
                results.stream().flatMap(result -> result.rows().stream()).toList());
    }

    public long met() {
        return rows.stream().filter(row -> row.met().orElse(false)).count();
    }

    public List<Row> missed() {
        return rows.stream().filter(Row::isMissed).toList();
    }

    public long reported() {
        return rows.stream().filter(row -> row.limit().isEmpty()).count();
    }

    /** The missed rows of each target that has some, in the order of the targets. */
    public Map<Target, List<Row>> missedByTarget() {
        return missed().stream()
                .collect(Collectors.groupingBy(
                        row -> row.target().orElseThrow(), () -> new EnumMap<>(Target.class), Collectors.toList()));
    }

    /** {@code 5.2 %}. */
    public static String value(Row row) {
        return Numbers.plain(row.value()) + " " + row.unit();
    }

    /** By how much they are missed, as a share of the target's reach. */
    static List<Row> worstFirst(List<Row> missed) {
        return missed.stream()
                .sorted(Comparator.comparingDouble(Verdicts::missedShare).reversed())
                .toList();
    }

    private static double missedShare(Row row) {
        Limit limit = row.limit().orElseThrow();
        double edge = row.value() > limit.most() ? limit.most() : limit.least();
        return limit.missedBy(row.value()) / Math.max(Math.abs(edge), Double.MIN_NORMAL);
    }

    static String target(Row row) {
        return row.limit().map(limit -> limit + " " + row.unit()).orElse("");
    }

    /** By how much it is missed; empty where it is not. */
    static String missedBy(Row row) {
        Limit limit = row.limit().orElseThrow();
        return Numbers.plain(limit.missedBy(row.value())) + " " + row.unit();
    }
}
