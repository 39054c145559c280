package org.steadyflow.simulator.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.steadyflow.simulator.bench.result.Picture;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestResult;

/** The part of a Markdown page that the bench writes: pictures and tables between two marks. */
public final class DocumentPart {
    static final String BEGIN = "<!-- bench: begin -->";
    static final String END = "<!-- bench: end -->";
    private static final String PICTURES = "images/bench";

    private DocumentPart() {}

    /** @throws IOException where the page is not there or lacks the marks */
    public static void check(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        if (begin < 0 || text.indexOf(END) < begin) {
            throw new IOException(page + " has no part between \"" + BEGIN + "\" and \"" + END + "\"");
        }
    }

    /**
     * Puts newest figures into the page, and its pictures into {@code images/bench} beside it.
     *
     * @throws IOException also where the page lacks the marks; it is then unchanged
     */
    public static void write(List<TestResult> results, Path page) throws IOException {
        check(page);
        String text = Files.readString(page);
        String written = text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + "\n" + part(results)
                + text.substring(text.indexOf(END));
        Path folder = page.toAbsolutePath().resolveSibling(PICTURES);
        Files.createDirectories(folder);
        for (TestResult result : results) {
            for (Picture picture : result.pictures()) {
                Files.writeString(folder.resolve(picture.name() + ".svg"), picture.svg());
            }
        }
        Files.writeString(page, written);
    }

    private static String part(List<TestResult> results) {
        Verdicts verdicts = Verdicts.of(results);
        StringBuilder part = new StringBuilder();
        part.append(verdicts.met())
                .append(" figures meet their target, ")
                .append(verdicts.missed().size())
                .append(" miss it, ")
                .append(verdicts.reported())
                .append(" are reported without one.\n\n");
        missed(verdicts, part);
        part.append("## The pictures\n");
        pictures(results, part);
        part.append("## Every figure with a target\n");
        part.append("| test | condition | measured | target | |\n|---|---|---|---|---|\n");
        verdicts.rows().stream().filter(row -> row.limit().isPresent()).forEach(row -> part.append(line(row)));
        return part.append('\n').toString();
    }

    private static void missed(Verdicts verdicts, StringBuilder part) {
        Map<Target, List<Row>> byTarget = verdicts.missedByTarget();
        if (byTarget.isEmpty()) {
            return;
        }
        part.append("## What is missed, by how much, and why\n");
        part.append("| target | missed by, at most | in | why |\n|---|---|---|---|\n");
        byTarget.forEach((target, rows) -> {
            Row worst = Verdicts.worstFirst(rows).getFirst();
            String in = rows.size() == 1 ? worst.condition() : rows.size() + " figures; " + worst.condition();
            part.append("| ")
                    .append(cell(target.wording()))
                    .append(" | ")
                    .append(Verdicts.missedBy(worst))
                    .append(" | ")
                    .append(cell(in))
                    .append(" | ")
                    .append(cell(target.why()))
                    .append(" |\n");
        });
        part.append('\n');
    }

    /** Two beside each other. */
    private static void pictures(List<TestResult> results, StringBuilder part) {
        List<String> links = results.stream()
                .flatMap(result -> result.pictures().stream())
                .map(picture -> "![" + picture.caption() + "](" + PICTURES + '/' + picture.name() + ".svg)")
                .toList();
        part.append("| | |\n|---|---|\n");
        for (int i = 0; i < links.size(); i += 2) {
            String second = i + 1 < links.size() ? links.get(i + 1) : "";
            part.append("| ").append(links.get(i)).append(" | ").append(second).append(" |\n");
        }
        part.append('\n');
    }

    private static String line(Row row) {
        String verdict = row.isMissed() ? "**missed by " + Verdicts.missedBy(row) + "**" : "met";
        return "| " + row.test().label() + " | " + cell(row.condition()) + " | " + Verdicts.value(row) + " | "
                + Verdicts.target(row) + " | " + verdict + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
