package org.steadyflow.firmware.selftest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.steadyflow.telemetry.message.Event;

/**
 * What a self-test found.
 *
 * @param tookMs from its first step to its last, milliseconds
 */
public record Report(Kind kind, List<Row> rows, long tookMs) {
    public Report {
        rows = List.copyOf(rows);
    }

    /** One step of it, and how long it took. */
    public record Row(Step step, Finding finding, long tookMs) {
        /** For the log. */
        public String sentence() {
            return step.words() + ": " + finding.words() + " (" + tookMs + " ms)";
        }
    }

    /** Whether the pump may infuse. */
    public boolean passed() {
        return failures().isEmpty();
    }

    /** Whether it was a full test that passed and in which the motor turned, so that it holds for a day. */
    public boolean isFull() {
        return kind == Kind.COLD
                && passed()
                && rows.stream()
                        .filter(row -> row.step() == Step.MOTOR)
                        .allMatch(row -> row.finding().verdict() == Finding.Verdict.PASSED);
    }

    /** Steps that failed. */
    public List<Row> failures() {
        return rows.stream().filter(row -> row.finding().isFailed()).toList();
    }

    /** What could not be looked at and stops nothing, in words for the bedside; empty where there is none. */
    public String unread() {
        return words(rows.stream().filter(row -> row.finding().isUnread()).toList());
    }

    /** What failed, in words for the bedside; empty where nothing did. */
    public String words() {
        return words(failures());
    }

    private static String words(List<Row> rows) {
        return rows.stream()
                .map(row -> row.step().words() + ": " + row.finding().words())
                .collect(Collectors.joining("; "));
    }

    /** For the journal. */
    public Event.SelfTested event() {
        String steps = rows.stream()
                .map(row -> row.step().name().toLowerCase(Locale.ROOT) + " " + row.tookMs())
                .collect(Collectors.joining(", "));
        return new Event.SelfTested(kind.name(), passed() ? "PASSED" : "FAILED", words(), steps, tookMs);
    }
}
