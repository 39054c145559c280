package org.steadyflow.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script on a tree of its own, with a build and a JDK that only write down that they were called. */
@Tag("REQ-173")
class LauncherTest {
    private static final long LIMIT_S = 30;

    /** Makes what Maven would make, and counts its calls. */
    private static final String MVNW = """
            #!/bin/sh
            root=$(dirname "$0")
            echo built >>"$root/builds"
            [ ! -e "$root/broken" ] || { echo 'the compiler says no'; exit 1; }
            for module in hal telemetry firmware simulator; do
              mkdir -p "$root/$module/target"
              touch "$root/$module/target/steadyflow-$module-1.jar"
            done
            echo "$root/library.jar:$root/hal/target/steadyflow-hal-1.jar" >"$root/simulator/target/classpath.txt"
            """;

    /** Says with what it was called; ends with the code that its last argument names. */
    private static final String JAVA = """
            #!/bin/sh
            echo "java $*"
            for last; do :; done
            case $last in exit-*) exit "${last#exit-}" ;; esac
            """;

    @TempDir
    private Path directory;

    private Path tree;
    private Path jdk;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void layTheTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("a tree"));
        for (String module : List.of("hal", "telemetry", "firmware", "simulator")) {
            Files.createDirectories(tree.resolve(module).resolve("src/main/java"));
            Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.writeString(tree.resolve("library.jar"), "");
        script(tree.resolve("mvnw"), MVNW);
        script(tree.resolve("pump"), Files.readString(Path.of("..", "pump")));
        jdk = layJdk("jdk", "25.0.1");
    }

    @Test
    void theFirstCallBuildsAndSaysSoAndTheSecondDoesNot() throws Exception {
        Outcome first = pump("--help");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.err().startsWith("pump: building"), first.err());

        Outcome second = pump("--help");
        assertEquals("", second.err());
        assertEquals(1, builds());
    }

    @Test
    void argumentsAndExitCodePassThrough() throws Exception {
        Outcome outcome = pump("simulate", "two words", "exit-7");
        assertEquals(7, outcome.exitCode());
        assertTrue(
                outcome.out().contains("org.steadyflow.simulator.cli.Pump simulate two words exit-7"), outcome.out());
    }

    @Test
    void aNewerSourceOrPomIsBuilt() throws Exception {
        pump("--help");
        Path source = Files.writeString(tree.resolve("hal/src/main/java/New.java"), "class New {}");
        makeNewer(source);
        pump("--help");
        assertEquals(2, builds());

        makeNewer(tree.resolve("simulator/pom.xml"));
        pump("--help");
        assertEquals(3, builds());
    }

    @Test
    void aLibraryThatIsGoneIsBuiltForAgain() throws Exception {
        pump("--help");
        Files.move(tree.resolve("library.jar"), tree.resolve("elsewhere.jar"));
        Files.move(tree.resolve("elsewhere.jar"), tree.resolve("library.jar"));
        pump("--help");
        assertEquals(1, builds());

        Files.delete(tree.resolve("library.jar"));
        pump("--help");
        assertEquals(2, builds());
    }

    @Test
    void aFailedBuildIsShownAndNothingRuns() throws Exception {
        Files.writeString(tree.resolve("broken"), "");
        Outcome outcome = pump("--help");
        assertEquals(3, outcome.exitCode());
        assertTrue(outcome.err().contains("the compiler says no"), outcome.err());
        assertTrue(outcome.err().contains("pump: the build failed"), outcome.err());
        assertFalse(outcome.out().contains("java"), outcome.out());

        Files.delete(tree.resolve("broken"));
        assertEquals(0, pump("--help").exitCode());
    }

    @Test
    void itWorksThroughLinksAndFromElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("direct"), Path.of("a tree", "pump"));
        Path linkToLink = Files.createSymbolicLink(directory.resolve("indirect"), link.toAbsolutePath());
        Outcome outcome = finish(start(linkToLink, jdk, "--version"));
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains(tree.resolve("library.jar").toString()), outcome.out());
    }

    @Test
    void twoCallsAtOnceBuildOnce() throws Exception {
        Process one = start(tree.resolve("pump"), jdk, "--help");
        Process two = start(tree.resolve("pump"), jdk, "--help");
        assertEquals(0, finish(one).exitCode());
        assertEquals(0, finish(two).exitCode());
        assertEquals(1, builds());
    }

    @Test
    void theLockOfADeadBuildIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(tree.resolve("target/pump/lock"));
        Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
        assertEquals(0, pump("--help").exitCode());
        assertFalse(Files.exists(lock));
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        Path old = layJdk("old", "17.0.2");
        Outcome outcome = finish(start(tree.resolve("pump"), old, "--help"));
        assertEquals(3, outcome.exitCode());
        assertTrue(outcome.err().contains(old + ", which is not a JDK of version 25 or later"), outcome.err());
        assertFalse(Files.exists(tree.resolve("builds")));
    }

    private Outcome pump(String... arguments) throws IOException, InterruptedException {
        return finish(start(tree.resolve("pump"), jdk, arguments));
    }

    private Process start(Path launcher, Path home, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PUMP_JAVA", home.toString());
        return builder.start();
    }

    private static Outcome finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(LIMIT_S, TimeUnit.SECONDS), "still running: " + err);
        return new Outcome(process.exitValue(), out, err);
    }

    private long builds() throws IOException {
        return Files.readString(tree.resolve("builds")).lines().count();
    }

    private Path layJdk(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), JAVA);
        script(home.resolve("bin/javac"), JAVA);
        return home;
    }

    private static void makeNewer(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true), "cannot make a script");
    }
}
