package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.Priority;

/** The other commands, and what all of them share. */
@Tag("REQ-168")
class CommandsTest {
    @TempDir
    private Path folder;

    static List<String> commands() {
        return new ArrayList<>(Pump.commandLine().getSubcommands().keySet());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String name) {
        Cli help = Cli.pump(name, "--help");
        assertEquals(0, help.exit());
        assertTrue(help.out().contains("Usage: pump " + name), help::out);
        assertTrue(help.out().contains("Example"), help::out);
        assertTrue(help.out().contains("  pump " + name), help::out);
        help.out().lines().forEach(line -> assertTrue(line.length() <= 120, line));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anUnknownOptionIsToldInShortWithTheWayToTheHelp(String name) {
        Cli wrong = Cli.pump(name, "--frobnicate").refused();
        assertTrue(wrong.err().contains("pump " + name + " --help says more."), wrong::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "366", "many"})
    void speedRefusesDaysThatCannotBe(String days) {
        Cli.pump("speed", "--days", days).refused();
    }

    @Test
    @Tag("REQ-167")
    void speedPrintsOneLineOfJson() {
        Cli speed = Cli.pump("speed", "--days", 1);
        assertEquals(0, speed.exit(), speed::toString);
        assertEquals(1, speed.out().lines().count(), speed::out);
        var json = Json.MAPPER.readTree(speed.out());
        assertEquals(List.of("simulated_s", "cpu_s", "ratio"), List.copyOf(json.propertyNames()));
        assertTrue(json.path("simulated_s").asDouble() >= 86_400, speed::out);
        // the figure is 20,000 on a free core; a machine that is busy with a build gives a part of it
        assertTrue(json.path("ratio").asDouble() > 2_000, speed::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "fast"})
    void demoRefusesASpeedThatCannotBe(String speed) {
        Cli.pump("demo", "--speed", speed).refused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1883", "localhost", "tcp:", "tcp://", ":::", "tcp:///x", "tcp://host"})
    void demoRefusesABrokerThatIsNone(String broker) {
        Cli.pump("demo", "--broker", broker).refused();
    }

    @Test
    @Tag("REQ-72")
    void journalPrintsFiltersAndVerifies() throws IOException {
        write();
        Cli all = Cli.pump("journal", folder);
        assertEquals(0, all.exit(), all::toString);
        assertEquals(4, all.out().lines().count(), all::out);
        assertEquals(
                4, Cli.pump("journal", folder.resolve("journal")).out().lines().count());
        Cli alarms = Cli.pump("journal", folder, "--event", "alarm");
        assertEquals(2, alarms.out().lines().count(), alarms::out);
        assertTrue(alarms.out().contains("code=DOOR_OPEN"), alarms::out);
        assertEquals(1, Cli.pump("journal", folder, "--last", 1).out().lines().count());
        assertTrue(Cli.pump("journal", folder, "--from", 3).out().startsWith("     3 "), "from the third line");
        assertTrue(Cli.pump("journal", folder, "--raw").out().startsWith("{\"schema\":1,"), "as in the file");
        Cli whole = Cli.pump("journal", folder, "--verify");
        assertEquals(0, whole.exit(), whole::toString);
        assertEquals("4 lines, 1 to 4: the chain is whole\n", whole.out());
    }

    @Test
    @Tag("REQ-72")
    void journalNamesEachPlaceOfDamageAndEndsWithOne() throws IOException {
        write();
        Path segment = segment();
        byte[] bytes = Files.readAllBytes(segment);
        int second = new String(bytes, 0, 4_000, StandardCharsets.UTF_8).indexOf('\n') + 1;
        bytes[second + 100] ^= 1;
        Files.write(segment, bytes);
        Cli broken = Cli.pump("journal", folder, "--verify");
        assertEquals(1, broken.exit(), broken::toString);
        assertTrue(broken.out().contains(segment.getFileName() + ", byte " + second), broken::out);
        Cli read = Cli.pump("journal", folder);
        assertEquals(1, read.exit());
        assertTrue(read.out().contains("line 2 is unknown"), read::out);
        assertTrue(read.out().contains("DOOR_OPEN"), "the rest is readable");
    }

    @Test
    @Tag("REQ-72")
    void journalRefusesWhatHoldsNone() throws IOException {
        Cli.pump("journal", folder).refusedFor("holds no journal");
        Files.writeString(folder.resolve("letter.txt"), "dear nurse");
        Cli.pump("journal", folder, "--verify").refusedFor("holds no journal");
        Cli.pump("journal", folder.resolve("letter.txt")).refusedFor("not a folder");
        Cli.pump("journal", folder.resolve("none")).refusedFor("not a folder");
        Cli.pump("journal", folder, "--last", 0).refusedFor("--last");
    }

    @Test
    @Tag("REQ-164")
    void replayTellsThatARecordedRunDecidesTheSame() {
        Path file = folder.resolve("run.rec");
        assertEquals(
                0,
                Cli.pump("simulate", Cli.prescription("antibiotic-ceftriaxone"), "--record", file)
                        .exit());
        Cli replay = Cli.pump("replay", file, "--events");
        assertEquals(0, replay.exit(), replay::toString);
        assertTrue(replay.out().contains("in 1 boot, every one decides the same"), replay::out);
        assertTrue(replay.out().contains("InfusionStarted"), replay::out);
    }

    @Test
    void replayRefusesWhatIsNoRecording() throws IOException {
        Cli.pump("replay", Files.writeString(folder.resolve("letter.rec"), "dear nurse"))
                .refusedFor("no recording");
        Cli.pump("replay", Files.writeString(folder.resolve("empty.rec"), "")).refusedFor("empty.rec");
        Cli.pump("replay", folder.resolve("none.rec")).refusedFor("none.rec");
        Cli.pump("replay", folder).refusedFor(folder.toString());
    }

    private void write() throws IOException {
        try (JournalWriter writer =
                JournalWriter.open(FileStorage.at(folder.resolve("journal")), "pump-1", JournalLimits.DEFAULT)) {
            writer.append(1, 0, 0, new Event.PumpStarted("0.1.0", "first start"));
            writer.append(1, 1, 1, new Event.InfusionStarted(0, "nurse"));
            writer.append(1, 2, 2, new Event.AlarmRaised(1, AlarmCode.DOOR_OPEN, Priority.HIGH, "STOP", "the door"));
            writer.append(1, 3, 3, new Event.AlarmEnded(1, AlarmCode.DOOR_OPEN));
            writer.commit();
        }
    }

    private Path segment() throws IOException {
        try (var files = Files.list(folder.resolve("journal"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal-"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }
}
