package org.steadyflow.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the project, found from the directory in which the tests run. */
final class Tree {
    static final Path ROOT = root();

    private static final List<String> MODULES = List.of("hal", "telemetry", "firmware", "simulator");

    private Tree() {}

    /** Java sources that ship. */
    static List<Path> mainSources() {
        return sources("src/main/java");
    }

    /** Java sources of tests. */
    static List<Path> testSources() {
        return sources("src/test/java");
    }

    /** Every Markdown page of the project. */
    static List<Path> pages() {
        return Stream.concat(
                        files(ROOT, 1, path -> path.toString().endsWith(".md")).stream(),
                        files(ROOT.resolve("docs"), Integer.MAX_VALUE, path -> path.toString()
                                        .endsWith(".md"))
                                .stream())
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(String kind) {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve(kind))
                .filter(Files::isDirectory)
                .flatMap(directory ->
                        files(directory, Integer.MAX_VALUE, path -> path.toString()
                                        .endsWith(".java"))
                                .stream())
                .toList();
    }

    private static List<Path> files(Path directory, int depth, Predicate<Path> wanted) {
        try (Stream<Path> walk = Files.walk(directory, depth)) {
            return walk.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
            }
            directory = parent;
        }
        return directory;
    }
}
