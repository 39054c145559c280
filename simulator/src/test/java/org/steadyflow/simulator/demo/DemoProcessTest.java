package org.steadyflow.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.simulator.cli.Pump;

/** {@code pump demo} as a process of its own, and the end that Ctrl-C or a broken installation makes of it. */
@Tag("REQ-166")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DemoProcessTest {
    private static final Duration READY = Duration.ofMinutes(4);
    private static final Duration END = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int INTERRUPTED = 130;
    private static final int NOT_AS_EXPECTED = 1;
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path folder;

    private Path temporary = Path.of("");
    private Optional<Process> started = Optional.empty();

    @BeforeEach
    void makeAPlaceForItsFiles() throws IOException {
        temporary = Files.createDirectories(folder.resolve("tmp"));
    }

    @AfterEach
    void endIt() throws InterruptedException {
        if (started.isPresent()) {
            started.get().destroyForcibly().waitFor();
        }
    }

    @Test
    void whoPressesCtrlCWhileItInfusesFindsNothingLeft() throws Exception {
        start(CLASS_PATH);
        await("INFUSING", () -> output().contains("INFUSING"));
        List<URI> pages = List.of(named("bedside panel"), named("pharmacy console"));
        for (URI page : pages) {
            assertAnswers(page);
        }
        int broker = named("broker").getPort();
        pressCtrlC();
        assertEnds(INTERRUPTED);
        assertFree(pages.get(0).getPort());
        assertFree(pages.get(1).getPort());
        assertFree(broker);
        assertFalse(output().contains("Exception"), this::output);
    }

    @Test
    void whoPressesCtrlCWhileItStartsFindsNothingLeft() throws Exception {
        start(CLASS_PATH);
        await("its folder", () -> !left().isEmpty());
        pressCtrlC();
        assertEnds(INTERRUPTED);
        assertFalse(output().contains("Exception"), this::output);
    }

    /** Broker and database run when the panel's library is found missing; their threads must not keep the process. */
    @Test
    void anErrorWhileItStartsEndsItAsWell() throws Exception {
        start(Arrays.stream(CLASS_PATH.split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("javalin-"))
                .collect(Collectors.joining(File.pathSeparator)));
        assertTrue(process().waitFor(READY.toSeconds(), TimeUnit.SECONDS), this::output);
        assertTrue(output().contains("NoClassDefFoundError"), this::output);
        assertEnds(NOT_AS_EXPECTED);
    }

    // a parent in the background of a script ignores SIGINT and hands that on, so it is set to its default first
    private void start(String classPath) throws IOException {
        started = Optional.of(new ProcessBuilder(
                        "/usr/bin/env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dlogback.configurationFile=steadyflow-logback.xml",
                        "-XX:-UsePerfData",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        Pump.class.getName(),
                        "demo",
                        "--speed",
                        "60")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start());
    }

    private Process process() {
        return started.orElseThrow();
    }

    private void pressCtrlC() throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", String.valueOf(process().pid()))
                        .start()
                        .waitFor());
    }

    private void assertEnds(int code) throws InterruptedException {
        List<ProcessHandle> children = process().descendants().toList();
        assertTrue(process().waitFor(END.toSeconds(), TimeUnit.SECONDS), this::output);
        assertEquals(code, process().exitValue(), this::output);
        assertEquals(List.of(), left(), this::output);
        assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList());
    }

    // address that the demo prints behind this name
    private URI named(String name) {
        Matcher line =
                Pattern.compile("^ +" + name + " +(\\S+)$", Pattern.MULTILINE).matcher(output());
        assertTrue(line.find(), this::output);
        return URI.create(line.group(1));
    }

    private static void assertAnswers(URI page) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(page).timeout(ANSWER).build(), BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("<html"), answer::body);
        }
    }

    private static void assertFree(int port) {
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    private List<Path> left() {
        try (var files = Files.list(temporary)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void await(String what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + READY.toNanos();
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline && process().isAlive(), () -> what + " did not come: " + output());
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
