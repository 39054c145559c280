package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.databind.JsonNode;

@Tag("REQ-201")
class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anUnknownTestIsRefusedWithTheKnownOnes() {
        Cli refused = Cli.pump("bench", "--tests", "trumpet,trombone", "--out", folder.resolve("out"));

        refused.refusedFor("there is no test \"trombone\"; write one or more of mean-error, start-up, trumpet");
        TestName.labels().forEach(label -> assertTrue(refused.err().contains(label), label));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void theHelpNamesEveryTest() {
        String help = Cli.pump("bench", "--help").out();

        TestName.labels().forEach(label -> assertTrue(help.contains(label), label));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001"})
    void anImpossibleNumberOfSetsIsRefused(String sets) {
        Cli.pump("bench", "--sets", sets).refusedFor("--sets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "0.05", "1000.1", "1e99", "25,2000", "0.12345"})
    void aRateThatNoCassetteGivesIsRefused(String rates) {
        Cli.pump("bench", "--rates", rates).refusedFor("mL/h is not what this pump's cassette gives");
    }

    @Test
    void aRateThatThisSyringeDoesNotGiveIsRefused() {
        Cli.pump("bench", "--mechanism", "syringe-1", "--rates", "31").refusedFor("0.1 mL/h to 30 mL/h");
        Cli.pump("bench", "--mechanism", "syringe-2").refused();
    }

    @Test
    void aShortBenchEndsWithReportSummaryAndCurves() throws IOException {
        Cli ran = Cli.pump(
                "bench",
                "--tests",
                "mean-error,trumpet,bolus,free-flow,occlusion,air",
                "--rates",
                "25",
                "--sets",
                "3",
                "--out",
                folder);

        assertEquals(ExitCode.OK, ran.exit(), ran::toString);
        JsonNode rows = Json.MAPPER.readTree(Files.readString(folder.resolve("summary.json")));
        Set<String> tests = new HashSet<>();
        long missed = 0;
        for (JsonNode row : rows) {
            tests.add(row.path("test").asString());
            missed += row.path("met").isBoolean() && !row.path("met").asBoolean() ? 1 : 0;
        }
        assertEquals(Set.of("mean-error", "trumpet", "bolus", "free-flow", "occlusion", "air"), tests);
        assertTrue(ran.out().contains(missed + " miss it"), ran::out);
        assertEquals(
                missed,
                ran.out().lines().filter(line -> line.startsWith("missed: ")).count());
        String report = Files.readString(folder.resolve("report.html"));
        assertTrue(report.contains("Trumpet curve, cassette at 25 mL/h"), "no trumpet");
        assertTrue(report.contains("Trumpet curve, syringe-60 at 25 mL/h"), "no trumpet of the syringe");
        assertTrue(Files.readString(folder.resolve("curves/mean-error-cassette.csv"))
                .startsWith("rate_ml_per_h,set,weighed,mean_error_percent\n25,1,"));
    }

    @Test
    void theSameBenchTwiceIsTheSame() throws IOException {
        for (String run : new String[] {"one", "two"}) {
            Cli ran = Cli.pump(
                    "bench",
                    "--tests",
                    "mean-error",
                    "--sets",
                    "4",
                    "--mechanism",
                    "cassette",
                    "--out",
                    folder.resolve(run));
            assertEquals(ExitCode.OK, ran.exit(), ran::toString);
        }

        assertEquals(
                Files.readString(folder.resolve("one/summary.json")),
                Files.readString(folder.resolve("two/summary.json")));
    }

    @Test
    void aPageWithoutMarksIsRefusedBeforeAnythingIsRun() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "no marks");

        Cli.pump("bench", "--page", page, "--out", folder.resolve("out")).refusedFor("page.md has no part between");
        Cli.pump("bench", "--page", folder.resolve("none.md")).refusedFor("none.md is not there");
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
