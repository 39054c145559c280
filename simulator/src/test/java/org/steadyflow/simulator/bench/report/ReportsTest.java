package org.steadyflow.simulator.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.simulator.bench.result.Curve;
import org.steadyflow.simulator.bench.result.Picture;
import org.steadyflow.simulator.bench.result.Row;
import org.steadyflow.simulator.bench.result.Target;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.result.Unit;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.databind.JsonNode;

@Tag("REQ-201")
class ReportsTest {
    private static final List<TestResult> RESULTS = List.of(new TestResult(
            TestName.MEAN_ERROR,
            "cassette",
            List.of(
                    Row.against(Target.EACH_SET, TestName.MEAN_ERROR, "lowest", -7.5, Unit.PERCENT),
                    Row.against(Target.EACH_SET, TestName.MEAN_ERROR, "highest", 3, Unit.PERCENT),
                    Row.reported(TestName.MEAN_ERROR, "mean | of all", 0.25, Unit.PERCENT)),
            List.of(new Curve("errors", List.of("set", "error_percent"), List.of(List.of(1.0, -7.5)))),
            List.of(new Picture("errors", "Errors.", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))));

    @TempDir
    private Path folder;

    @Test
    void theSummaryHasSixFieldsARowAndNullWithoutATarget() {
        JsonNode rows = Json.MAPPER.readTree(SummaryFile.text(RESULTS));

        assertEquals(3, rows.size());
        rows.forEach(row -> assertEquals(
                List.of("test", "condition", "value", "unit", "target", "met"), List.copyOf(row.propertyNames())));
        assertEquals("mean-error", rows.get(0).path("test").asString());
        assertEquals(-7.5, rows.get(0).path("value").asDouble());
        assertEquals("-6 to 6", rows.get(0).path("target").asString());
        assertFalse(rows.get(0).path("met").asBoolean());
        assertTrue(rows.get(1).path("met").asBoolean());
        assertTrue(
                rows.get(2).path("target").isNull() && rows.get(2).path("met").isNull());
    }

    @Test
    void whatIsMissedStandsInRedWithByHowMuchAndWhy() throws IOException {
        String page = HtmlReport.text(RESULTS);

        assertTrue(page.contains("<tr class=\"missed\">"), page);
        assertTrue(page.contains("missed by 1.5\u00a0%"), page);
        assertTrue(page.contains(Html.text(Target.EACH_SET.why())), page);
        assertFalse(
                page.contains("src=\"") || page.contains("<link") || page.contains("@import"), "not self-contained");
    }

    @Test
    void curvesAreWrittenWithTheirColumns() throws IOException {
        CsvFiles.write(RESULTS, folder.resolve("curves"));

        assertEquals("set,error_percent\n1,-7.5\n", Files.readString(folder.resolve("curves/errors.csv")));
    }

    @Test
    void aPageIsRenewedBetweenItsMarksAndNowhereElse() throws IOException {
        Path page = Files.writeString(
                folder.resolve("bench.md"),
                "before\n" + DocumentPart.BEGIN + "\nold\n" + DocumentPart.END + "\nafter\n");

        DocumentPart.write(RESULTS, page);
        DocumentPart.write(RESULTS, page);

        String text = Files.readString(page);
        assertTrue(text.startsWith("before\n") && text.endsWith("\nafter\n"), text);
        assertFalse(text.contains("old"), text);
        assertTrue(text.contains("| mean-error | lowest | -7.5 % | -6 to 6 % | **missed by 1.5 %** |"), text);
        assertTrue(Files.exists(folder.resolve("images/bench/errors.svg")));
    }

    @Test
    void aPageWithoutMarksIsLeftAlone() throws IOException {
        Path page = Files.writeString(folder.resolve("bench.md"), "nothing to renew\n");

        IOException refusal = assertThrows(IOException.class, () -> DocumentPart.write(RESULTS, page));

        assertTrue(String.valueOf(refusal.getMessage()).contains("bench: begin"), refusal::toString);
        assertEquals("nothing to renew\n", Files.readString(page));
    }
}
