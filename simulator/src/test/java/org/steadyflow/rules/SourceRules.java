package org.steadyflow.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Rules of style that can be read off the text of a source; each answers with what breaks it, in words. */
final class SourceRules {
    static final int LONGEST_FILE = 400;
    /** Longer, as tests of one thing stay together and are read one at a time. */
    static final int LONGEST_TEST_FILE = 850;

    static final int LONGEST_METHOD = 60;

    /** Written apart so that this file does not break the rule itself. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern SUPPRESSION = Pattern.compile("^\\s*@SuppressWarnings");
    private static final Pattern DISABLED = Pattern.compile("^\\s*@Dis" + "abled");

    private SourceRules() {}

    static List<String> tooLongFiles(Collection<Path> sources, int limit) {
        return sources.stream()
                .filter(file -> lines(file).size() > limit)
                .map(file -> name(file) + " has " + lines(file).size() + " lines")
                .toList();
    }

    static List<String> tooLongMethods(Collection<Path> sources) {
        return MethodLengths.in(sources).stream()
                .filter(method -> method.lines() > LONGEST_METHOD)
                .map(method -> name(method.file()) + ": " + method.name() + " has " + method.lines() + " lines")
                .toList();
    }

    /** Notes to finish something later: it is finished, or it is in the list of open requirements. */
    static List<String> unfinished(Collection<Path> sources) {
        return matches(sources, UNFINISHED);
    }

    /** A test that does not run proves nothing. */
    static List<String> disabledTests(Collection<Path> sources) {
        return matches(sources, DISABLED);
    }

    /** A silenced warning says why, on its line or the one above. */
    static List<String> suppressionsWithoutReason(Collection<Path> sources) {
        List<String> found = new ArrayList<>();
        for (Path file : sources) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                boolean silences = SUPPRESSION.matcher(lines.get(i)).find();
                boolean reasoned = lines.get(i).contains("//")
                        || (i > 0 && lines.get(i - 1).strip().startsWith("//"));
                if (silences && !reasoned) {
                    found.add(name(file) + ":" + (i + 1));
                }
            }
        }
        return found;
    }

    /** Every package says what it decides, and is free of nulls unless a type says otherwise. */
    static List<String> packagesWithoutInfo(Collection<Path> sources) {
        return sources.stream()
                .map(file -> Objects.requireNonNull(file.getParent()))
                .distinct()
                .map(directory -> directory.resolve("package-info.java"))
                .filter(info -> !Files.exists(info) || !isComplete(Tree.read(info)))
                .map(SourceRules::name)
                .toList();
    }

    private static boolean isComplete(String info) {
        return info.contains("/**") && info.contains("@NullMarked");
    }

    private static List<String> matches(Collection<Path> sources, Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : sources) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(name(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<String> lines(Path file) {
        return Tree.read(file).lines().toList();
    }

    private static String name(Path file) {
        return file.startsWith(Tree.ROOT) ? Tree.ROOT.relativize(file).toString() : file.toString();
    }
}
