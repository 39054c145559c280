package org.steadyflow.simulator.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * {@code pump control} as these tests start it: on the class path of the tests, with all directories in it made into
 * jars, because only those go into an archive of classes. The first process that ends in peace leaves the archive; the
 * many after it start in half the time.
 */
final class ControlProgram {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    /** Before there is one. */
    static final ControlProgram NONE = new ControlProgram(Path.of(""), "");

    private final Path home;
    private final String classPath;

    private ControlProgram(Path home, String classPath) {
        this.home = home;
        this.classPath = classPath;
    }

    /** Keeps its jars and the archive in {@code home}. */
    static ControlProgram in(Path home) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : CLASS_PATH.split(":", -1)) {
            Path path = Path.of(entry);
            boolean isDirectory = Files.isDirectory(path);
            entries.add(isDirectory ? jar(path, home.resolve(entries.size() + ".jar")) : entry);
        }
        return new ControlProgram(home, String.join(":", entries));
    }

    /** Starts it in {@code dir}, where hardware, operator socket and data have fixed names; {@code more} options. */
    ControlInAProcess start(Path dir, Object... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + home.resolve("classes.jsa"),
                "-Xlog:disable",
                "-Dlogback.configurationFile=steadyflow-logback.xml",
                "-cp",
                classPath,
                "org.steadyflow.simulator.cli.Pump",
                "control",
                "--hardware",
                dir.resolve("hw").toString(),
                "--data",
                dir.resolve("data").toString(),
                "--pump",
                "pump-1",
                "--operator-socket",
                dir.resolve("op").toString()));
        Stream.of(more).map(Object::toString).forEach(command::add);
        Path log = dir.resolve("control.log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ControlInAProcess(builder.start(), log);
    }

    private static String jar(Path directory, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(directory.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar.toString();
    }
}
