package org.steadyflow.hal.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks every part of a board once, both halves, and shows what it found. Nothing moves, and the motor has no power. */
public final class BoardCheck {
    private static final String HEAD_PART = "part";
    private static final String HEAD_WHERE = "where";

    private BoardCheck() {}

    /** One report for each part of control's half, then of the monitor's. The processes of a pump must not run. */
    public static List<PartReport> run(BoardFile board, BoardLines lines, BoardTime time) {
        List<PartReport> reports = new ArrayList<>();
        reports.addAll(PumpBoard.open(board, lines, time).begin());
        MonitorBoard monitor = MonitorBoard.open(board, lines, time);
        reports.addAll(monitor.check());
        reports.add(monitor.checkStopKey());
        return List.copyOf(reports);
    }

    /** A line for each part: whether it is in order, its name, where it hangs, what it said. */
    public static List<String> table(List<PartReport> reports) {
        int part = width(HEAD_PART, reports.stream().map(PartReport::part).toList());
        int where = width(HEAD_WHERE, reports.stream().map(PartReport::where).toList());
        String format = "%-5s  %-" + part + "s  %-" + where + "s  %s";
        List<String> rows = new ArrayList<>();
        rows.add(String.format(format, "", HEAD_PART, HEAD_WHERE, "found").stripTrailing());
        for (PartReport report : reports) {
            rows.add(String.format(
                    format, report.good() ? "ok" : "FAULT", report.part(), report.where(), report.found()));
        }
        return List.copyOf(rows);
    }

    private static int width(String head, List<String> words) {
        return words.stream().mapToInt(String::length).reduce(head.length(), Math::max);
    }

    /** A sentence for each part that is not in order; empty where all are. */
    public static List<String> faults(List<PartReport> reports) {
        return reports.stream()
                .filter(report -> !report.good())
                .map(report -> report.part() + " (" + report.where() + "): " + report.found())
                .toList();
    }

    /**
     * Makes sure that all are in order.
     *
     * @throws IOException a line for each that is not
     */
    public static void require(List<PartReport> reports) throws IOException {
        List<String> faults = faults(reports);
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
    }
}
