package org.steadyflow.simulator.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.databind.JsonNode;

/** Debian's cyclictest (package rt-tests) beside the pump, where it is installed. */
final class CyclicTest implements AutoCloseable {
    private static final String NAME = "cyclictest";
    /** What is later is counted as this late. */
    private static final long MOST_US = 100_000;

    private static final long END_S = 10;
    private static final long NS_PER_US = 1_000;

    private final Optional<Process> process;
    private final Path json;
    private final Path log;

    private CyclicTest(Optional<Process> process, Path json, Path log) {
        this.process = process;
        this.json = json;
        this.log = log;
    }

    /** Whether it is on the search path. */
    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, NAME)));
    }

    /** Locks its memory and runs so many wake-ups as the pump; starts nothing where it is not installed. */
    static CyclicTest start(Trial trial) throws IOException {
        Path json = Files.createTempFile("steadyflow-cyclictest-", ".json");
        Path log = Files.createTempFile("steadyflow-cyclictest-", ".log");
        if (!isInstalled()) {
            return new CyclicTest(Optional.empty(), json, log);
        }
        List<String> command = List.of(
                NAME,
                "--mlockall",
                "--quiet",
                "--threads=1",
                "--priority=" + trial.priority(),
                "--policy=" + (trial.priority() > 0 ? "fifo" : "other"),
                "--affinity=" + trial.cyclicCore(),
                "--interval=" + trial.interval().toNanos() / NS_PER_US,
                "--loops=" + trial.ticks(),
                "--histogram=" + MOST_US,
                "--json=" + json);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new CyclicTest(Optional.of(started), json, log);
    }

    /** Waits for its end; empty where it was not started. */
    Optional<Latencies> result() throws IOException, InterruptedException {
        if (process.isEmpty()) {
            return Optional.empty();
        }
        boolean ended = process.get().waitFor(END_S, TimeUnit.SECONDS);
        if (!ended || process.get().exitValue() != 0) {
            throw new IOException("cyclictest did not end well: " + lastLine());
        }
        return Optional.of(read(Files.readString(json)));
    }

    /** From its report: what is beyond its histogram is counted at its maximum. */
    static Latencies read(String report) throws IOException {
        JsonNode thread = Json.MAPPER.readTree(report).path("thread").path("0");
        if (!thread.path("cycles").isNumber()) {
            throw new IOException("cyclictest's report is not one that this program knows");
        }
        Map<Long, Long> counts = new TreeMap<>();
        thread.path("histogram")
                .properties()
                .forEach(entry -> counts.put(
                        Long.valueOf(entry.getKey()), entry.getValue().asLong()));
        long counted = counts.values().stream().mapToLong(Long::longValue).sum();
        long beyond = thread.path("cycles").asLong() - counted;
        if (beyond > 0) {
            counts.merge(thread.path("max").asLong(), beyond, Long::sum);
        }
        return new Latencies(counts);
    }

    private String lastLine() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("it said nothing");
    }

    @Override
    public void close() throws IOException {
        process.ifPresent(Process::destroy);
        Files.deleteIfExists(json);
        Files.deleteIfExists(log);
    }
}
