package org.steadyflow.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.simulator.cli.Pump;

/** {@code pump demo} as a process of its own, and the end that Ctrl-C makes of it. */
@Tag("REQ-166")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DemoProcessTest {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(30);
    /** What a shell gives for a process that SIGTERM or SIGINT ended in order. */
    private static final List<Integer> ENDED = List.of(128 + 2, 128 + 15);

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void endIt() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void whoEndsItWhileItInfusesFindsNothingLeft() throws Exception {
        start();
        awaitOutput("INFUSING");
        process.destroy();
        assertEnded();
    }

    @Test
    void whoEndsItWhileItStartsFindsNothingLeft() throws Exception {
        start();
        awaitFolder();
        process.destroy();
        assertEnded();
    }

    private void start() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dlogback.configurationFile=steadyflow-logback.xml",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Pump.class.getName(),
                        "demo",
                        "--speed",
                        "60")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private void assertEnded() throws Exception {
        List<ProcessHandle> children = process.descendants().toList();
        assertTrue(process.waitFor(END.toSeconds(), TimeUnit.SECONDS), this::output);
        assertTrue(ENDED.contains(process.exitValue()), this::output);
        assertEquals(List.of(), left(), this::output);
        assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList());
        assertTrue(output().contains("ending"), this::output);
        assertTrue(!output().contains("Exception"), this::output);
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(folder.resolve("tmp"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }

    private void awaitFolder() throws IOException {
        long deadline = System.nanoTime() + READY.toNanos();
        while (left().isEmpty()) {
            assertTrue(System.nanoTime() < deadline && process.isAlive(), this::output);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void awaitOutput(String text) {
        long deadline = System.nanoTime() + READY.toNanos();
        while (!output().contains(text)) {
            assertTrue(System.nanoTime() < deadline && process.isAlive(), this::output);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("out"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
