package org.steadyflow.simulator.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.steadyflow.simulator.bench.result.KnownFigure;
import org.steadyflow.simulator.bench.result.Picture;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;

/** {@code report.html}: one file that needs nothing beside it. */
public final class HtmlReport {
    /** A longer table of figures without a target is folded away. */
    private static final int OPEN_ROWS = 8;

    /** Of one missed target, the worst few tell enough. */
    private static final int WORST_ROWS = 3;

    private final List<TestResult> results;
    private final Verdicts verdicts;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(List<TestResult> results) {
        this.results = results;
        this.verdicts = Verdicts.of(results);
    }

    public static void write(List<TestResult> results, Path file) throws IOException {
        Files.writeString(file, text(results));
    }

    /** The whole page. */
    public static String text(List<TestResult> results) throws IOException {
        return new HtmlReport(results).build();
    }

    private String build() throws IOException {
        List<TestName> tests = Arrays.stream(TestName.values())
                .filter(test -> results.stream().anyMatch(result -> result.test() == test))
                .toList();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Steadyflow: delivery bench</title>\n<style>\n")
                .append(resource("report.css"))
                .append("</style></head><body>\n");
        head(tests);
        missed();
        tests.forEach(this::section);
        page.append(resource("method.html")).append("</main></body></html>\n");
        return page.toString();
    }

    private void head(List<TestName> tests) {
        int missed = verdicts.missed().size();
        page.append("<header><div class=\"wide\"><p class=\"over\">Steadyflow</p><h1>Delivery bench</h1>\n")
                .append(
                        "<p class=\"lead\">What a laboratory would measure of this pump, measured in its simulated world:")
                .append(" the real firmware, a simulated mechanism, line and balance. Not for use on people.</p>\n")
                .append("<dl class=\"tiles\">");
        tile(String.valueOf(verdicts.met()), "targets met", "good");
        tile(String.valueOf(missed), "targets missed", missed == 0 ? "good" : "bad");
        tile(String.valueOf(verdicts.reported()), "reported, no target", "");
        tile(
                String.join(
                        ", ",
                        results.stream().map(TestResult::mechanism).distinct().toList()),
                "mechanisms",
                "words");
        page.append("</dl><nav>");
        tests.forEach(test -> page.append("<a href=\"#")
                .append(test.label())
                .append("\">")
                .append(Html.text(test.title()))
                .append("</a>"));
        page.append("</nav></div></header><main class=\"wide\">\n");
    }

    private void tile(String figure, String words, String kind) {
        page.append("<div class=\"")
                .append(kind)
                .append("\"><dt>")
                .append(Html.text(figure))
                .append("</dt><dd>")
                .append(Html.text(words))
                .append("</dd></div>");
    }

    private void missed() {
        Map<Target, List<Row>> byTarget = verdicts.missedByTarget();
        page.append("<section id=\"missed\"><h2>What is missed, by how much, and why</h2>\n");
        if (byTarget.isEmpty()) {
            page.append("<p>Nothing: every target of the tests that were run is met.</p>");
        }
        byTarget.forEach((target, rows) -> {
            page.append("<div class=\"miss\"><h3>")
                    .append(Html.text(target.wording()))
                    .append("</h3><p>")
                    .append(Html.text(target.why()))
                    .append("</p>");
            missed(rows);
            page.append("</div>\n");
        });
        page.append("</section>\n");
    }

    private void missed(List<Row> rows) {
        List<Row> worstFirst = Verdicts.worstFirst(rows);
        table(worstFirst.subList(0, Math.min(WORST_ROWS, rows.size())), true);
        if (rows.size() > WORST_ROWS) {
            List<Row> others = worstFirst.subList(WORST_ROWS, rows.size());
            page.append("<details><summary>").append(others.size()).append(" more, missed by less</summary>");
            table(others, true);
            page.append("</details>");
        }
    }

    private void section(TestName test) {
        page.append("<section id=\"")
                .append(test.label())
                .append("\"><h2>")
                .append(Html.text(test.title()))
                .append("</h2><p class=\"method\">")
                .append(Html.text(test.method()))
                .append("</p>\n<div class=\"pictures\">");
        List<Row> held = new ArrayList<>();
        List<Row> reported = new ArrayList<>();
        for (TestResult result : results) {
            if (result.test() == test) {
                result.pictures().forEach(this::figure);
                result.rows().forEach(row -> (row.limit().isPresent() ? held : reported).add(row));
            }
        }
        page.append("</div>\n");
        known(test);
        if (!held.isEmpty()) {
            table(held, false);
        }
        reported(reported);
        page.append("</section>\n");
    }

    private void figure(Picture picture) {
        page.append("<figure><div class=\"plot\">")
                .append(picture.svg())
                .append("</div><figcaption>")
                .append(Html.text(picture.caption()))
                .append("</figcaption></figure>\n");
    }

    private void known(TestName test) {
        List<KnownFigure> known = KnownFigure.of(test);
        if (!known.isEmpty()) {
            page.append("<p class=\"known\"><b>Known pumps.</b> ");
            known.forEach(one -> page.append("<span>")
                    .append(Html.text(one.pump()))
                    .append(": ")
                    .append(Html.text(one.figure()))
                    .append("</span> "));
            page.append("</p>\n");
        }
    }

    private void reported(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        boolean isFolded = rows.size() > OPEN_ROWS;
        page.append(isFolded ? "<details><summary>" + rows.size() + " more figures, without a target</summary>" : "");
        table(rows, false);
        page.append(isFolded ? "</details>" : "");
    }

    private void table(List<Row> rows, boolean isMissed) {
        boolean isHeld = rows.getFirst().limit().isPresent();
        page.append("<div class=\"table\"><table><thead><tr><th>" + (isHeld ? "condition" : "without a target")
                        + "</th><th class=\"n\">measured</th>")
                .append(isHeld ? "<th class=\"n\">target</th><th>" + (isMissed ? "missed by" : "") + "</th>" : "")
                .append("</tr></thead><tbody>\n");
        for (Row row : rows) {
            page.append(row.isMissed() ? "<tr class=\"missed\"><td>" : "<tr><td>")
                    .append(Html.text(isMissed ? row.test().title() + ": " + row.condition() : row.condition()))
                    .append("</td><td class=\"n\">")
                    .append(Html.figure(Verdicts.value(row)))
                    .append("</td>");
            if (isHeld) {
                page.append("<td class=\"n\">")
                        .append(Html.figure(Verdicts.target(row)))
                        .append("</td><td>")
                        .append(
                                row.isMissed()
                                        ? (isMissed ? "" : "missed by ") + Html.figure(Verdicts.missedBy(row))
                                        : "met")
                        .append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("/bench/" + name)) {
            if (in == null) {
                throw new IOException("the report's " + name + " is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
