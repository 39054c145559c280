package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.databind.JsonNode;

/** {@code pump simulate} as people and scripts see it. */
@Tag("REQ-165")
class SimulateCommandTest {
    private static final String GOOD = """
            {"schema": "steadyflow/prescription/1", "id": "TEST", "patient": "nobody", "drug": {"name": "saline"},
             "route": "intravenous_peripheral", "container": {"volume": "100 mL", "residual": "5 mL"},
             "regimen": {"type": "continuous", "volume": "2 mL", "rate": "120 mL/h"}}
            """;

    private static final String TRACE_HEADER =
            "t_s,phase,demand_ml_per_h,true_flow_ml_per_h,true_delivered_ml,recorded_ml,"
                    + "downstream_mmhg,upstream_mmhg,air_ul";

    @TempDir
    private Path folder;

    @Test
    void anInfusionThatCompletesEndsWithZeroAndAReport() throws IOException {
        Cli run = Cli.pump("simulate", good());
        assertEquals(0, run.exit(), run::toString);
        assertTrue(run.out().contains("outcome      complete"), run::out);
        assertTrue(run.out().contains("referee      silent"), run::out);
        assertEquals("", run.err());
    }

    @Test
    @Tag("REQ-191")
    void whatTheMechanismCannotDeliverEndsWithTwoAndTheReason() throws IOException {
        Cli run = Cli.pump("simulate", good(), "--mechanism", "syringe-10");
        assertEquals(2, run.exit(), run::toString);
        assertEquals("", run.out());
        assertTrue(run.err().contains("container.volume: 100 mL does not fit this pump's syringe-10"), run::err);
        Cli unknown = Cli.pump("simulate", good(), "--mechanism", "windmill");
        assertEquals(2, unknown.exit(), unknown::toString);
        assertTrue(unknown.err().contains("one of cassette, syringe-1,"), unknown::err);
        Path refill = write("refill.json", """
                {"schema": "steadyflow/scenario/1", "name": "refill",
                 "events": [{"at": "1 min", "do": "replace_container", "volume": "5 mL"}]}""");
        Cli refilled = Cli.pump("simulate", syringe(), "--mechanism", "syringe-3", "--scenario", refill);
        assertEquals(2, refilled.exit(), refilled::toString);
        assertTrue(refilled.err().contains("refill.json: a container of 5 mL does not fit"), refilled::err);
    }

    @Test
    @Tag("REQ-190")
    void aSyringeIsInfused() {
        Cli run = Cli.pump("simulate", syringe(), "--mechanism", "syringe-3");
        assertEquals(0, run.exit(), run::toString);
        assertTrue(run.out().contains("recorded     1 to 1 mL"), run::out);
    }

    private static Path syringe() {
        return Cli.prescription("22-erythropoietin");
    }

    @Test
    void anOutcomeThatTheScenarioDoesNotExpectEndsWithOne() throws IOException {
        Path wrong = write("wrong.json", """
                {"schema": "steadyflow/scenario/1", "name": "wrong", "expect": {"outcome": "stopped"}}""");
        Cli run = Cli.pump("simulate", good(), "--scenario", wrong);
        assertEquals(1, run.exit(), run::toString);
        assertTrue(run.out().contains("complete, expected stopped"), run::out);
    }

    @Test
    void anAlarmThatIsExpectedAndMissingEndsWithOne() throws IOException {
        Path wrong = write("wrong.json", """
                {"schema": "steadyflow/scenario/1", "name": "wrong",
                 "expect": {"outcome": "complete", "alarms": ["DOOR_OPEN"]}}""");
        Cli run = Cli.pump("simulate", good(), "--scenario", wrong);
        assertEquals(1, run.exit(), run::toString);
        assertTrue(run.out().contains("missing      DOOR_OPEN"), run::out);
    }

    @Test
    void resultHasTheDescribedFieldsAndNoOthers() throws IOException {
        Path out = folder.resolve("a").resolve("b");
        Cli run = Cli.pump(
                "simulate",
                Cli.prescription("antibiotic-ceftriaxone"),
                "--scenario",
                Cli.scenario("kinked-line"),
                "--seed",
                7,
                "--out",
                out);
        assertEquals(0, run.exit(), run::toString);
        JsonNode result = Json.MAPPER.readTree(Files.readString(out.resolve("result.json")));
        assertEquals(
                List.of(
                        "schema",
                        "seed",
                        "outcome",
                        "programmed_ml",
                        "true_delivered_ml",
                        "recorded_lower_ml",
                        "recorded_upper_ml",
                        "simulated_s",
                        "cpu_s",
                        "parts",
                        "alarms",
                        "referee",
                        "illustration"),
                List.copyOf(result.propertyNames()));
        assertEquals("steadyflow/result/1", result.path("schema").asString());
        assertEquals(7, result.path("seed").asLong());
        assertEquals("complete", result.path("outcome").asString());
        assertEquals(100, result.path("programmed_ml").asDouble());
        assertTrue(result.path("referee").isArray() && result.path("referee").isEmpty());
        JsonNode part = result.path("parts").path(0);
        assertEquals(List.of("name", "start_s", "end_s", "true_ml"), List.copyOf(part.propertyNames()));
        JsonNode alarm = result.path("alarms").path(0);
        assertEquals(
                List.of("code", "priority", "raised_s", "motor_stopped_s", "ended_s"),
                List.copyOf(alarm.propertyNames()));
        assertEquals("OCCLUSION_DOWNSTREAM", alarm.path("code").asString());
        assertTrue(alarm.path("motor_stopped_s").asDouble() >= 240);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.05", "1, 1", "7.5, 7.5"})
    void traceHasItsHeaderAndARowEverySoOften(String every, double secondsApart) throws IOException {
        Cli run = Cli.pump("simulate", good(), "--out", folder, "--trace-every", every);
        assertEquals(0, run.exit(), run::toString);
        List<String> rows = Files.readAllLines(folder.resolve("trace.csv"));
        assertEquals(TRACE_HEADER, rows.getFirst());
        double before = -secondsApart;
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            assertEquals(9, fields.length, row);
            double at = Double.parseDouble(fields[0]);
            assertEquals(secondsApart, at - before, 0.006, row);
            before = at;
        }
        assertTrue(rows.stream().anyMatch(row -> row.contains(",INFUSING,120.0000,")), "it infuses at its rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "1e9", "0.04", "ten"})
    @Tag("REQ-168")
    void aTraceEverySoOftenThatCannotBeIsRefused(String every) throws IOException {
        Cli.pump("simulate", good(), "--trace-every", every).refused();
    }

    @Test
    @Tag("REQ-163")
    void theSameSeedWritesTheSameFilesButForTheCpuTime() throws IOException {
        for (String run : List.of("1", "2")) {
            Cli.pump("simulate", good(), "--seed", 9, "--out", folder.resolve(run));
        }
        assertEquals(
                Files.readString(folder.resolve("1").resolve("trace.csv")),
                Files.readString(folder.resolve("2").resolve("trace.csv")));
        assertEquals(withoutCpu(folder.resolve("1")), withoutCpu(folder.resolve("2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown field   | \"id\": \"TEST\"     | \"id\": \"TEST\", \"colour\": 1 | colour",
                "missing field   | \"patient\": \"nobody\", |                            | patient",
                "rate 0          | 120 mL/h            | 0 mL/h                       | regimen.rate",
                "negative        | 120 mL/h            | -120 mL/h                    | regimen.rate",
                "1e9             | 120 mL/h            | 1e9 mL/h                     | regimen.rate",
                "too large       | 120 mL/h            | 1000000000 mL/h              | regimen.rate",
                "NaN             | 120 mL/h            | NaN mL/h                     | regimen.rate",
                "wrong unit      | 120 mL/h            | 120 mg/h                     | regimen.rate",
                "no unit         | 120 mL/h            | 120                          | regimen.rate",
                "a bare number   | \"120 mL/h\"        | 120                          | regimen.rate",
                "a bare NaN      | \"120 mL/h\"        | NaN                          | NaN",
                "beyond the bag  | \"volume\": \"2 mL\" | \"volume\": \"2000 mL\"      | volume",
                "wrong kind      | \"steadyflow/prescription/1\" | \"steadyflow/scenario/1\" | schema"
            })
    @Tag("REQ-13")
    @Tag("REQ-168")
    void aBadPrescriptionIsRefusedInOneClearLine(String what, String from, String to, String named) throws IOException {
        String bad = GOOD.replace(from, to == null ? "" : to);
        assertFalse(bad.equals(GOOD), "the example has no " + from);
        Cli.pump("simulate", write("bad.json", bad), "--out", folder.resolve("out"))
                .refusedFor(named);
        assertFalse(Files.exists(folder.resolve("out")), "something was started");
    }

    @Test
    @Tag("REQ-13")
    @Tag("REQ-168")
    void whatIsNoPrescriptionAtAllIsRefusedInOneClearLine() throws IOException {
        byte[] noise = new byte[1_000];
        new Random(1).nextBytes(noise);
        Path binary = Files.write(folder.resolve("binary.json"), noise);
        Cli.pump("simulate", binary).refusedFor("binary.json");
        Path large =
                Files.write(folder.resolve("large.json"), " ".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
        Cli.pump("simulate", large).refusedFor("large");
        Cli.pump("simulate", write("empty.json", "")).refusedFor("empty.json");
        Cli.pump("simulate", write("text.json", "twice a day")).refusedFor("text.json");
        Cli.pump("simulate", write("deep.json", "[".repeat(100_000))).refusedFor("deep.json");
        Cli.pump("simulate", folder).refusedFor(folder.toString());
        Cli.pump("simulate", folder.resolve("nowhere.json")).refusedFor("no such file");
    }

    @Test
    @Tag("REQ-168")
    void allFaultsOfAFileAreToldAtOnce() throws IOException {
        String bad = GOOD.replace("120 mL/h", "0 mL/h").replace("\"patient\"", "\"pasient\"");
        List<String> lines = Cli.pump("simulate", write("bad.json", bad))
                .refused()
                .err()
                .lines()
                .toList();
        assertTrue(lines.size() >= 2, lines::toString);
    }

    @Test
    @Tag("REQ-168")
    void aBadScenarioIsRefusedByField() throws IOException {
        Path bad = write("bad.json", """
                {"schema": "steadyflow/scenario/1", "name": "bad", "events": [{"at": "1 min", "do": "explode"}]}""");
        Cli.pump("simulate", good(), "--scenario", bad).refusedFor("explode");
        Path large =
                Files.write(folder.resolve("large.json"), " ".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));
        Cli.pump("simulate", good(), "--scenario", large).refusedFor("large");
        Cli.pump("simulate", good(), "--scenario", folder.resolve("none.json")).refusedFor("no such file");
    }

    @Test
    @Tag("REQ-168")
    void aPlaceThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
        Path file = write("file", "in the way");
        Cli.pump("simulate", good(), "--out", file).refusedFor("--out");
        Cli.pump("simulate", good(), "--out", file.resolve("below")).refusedFor("--out");
        Cli.pump("simulate", good(), "--record", folder).refusedFor("--record");
        Cli.pump("simulate", good(), "--record", folder.resolve("no").resolve("where"))
                .refusedFor("--record");
        Files.createDirectories(folder.resolve("taken").resolve("trace.csv"));
        Cli.pump("simulate", good(), "--out", folder.resolve("taken")).refusedFor("--out");
    }

    private Path good() throws IOException {
        return write("good.json", GOOD);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String withoutCpu(Path folder) throws IOException {
        return Files.readString(folder.resolve("result.json")).replaceAll("\"cpu_s\" : [0-9.]+", "");
    }
}
