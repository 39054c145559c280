package org.steadyflow.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-181")
class SourceRulesTest {
    private final List<Path> main = Tree.mainSources();
    private final List<Path> tests = Tree.testSources();
    private final List<Path> all = Stream.concat(main.stream(), tests.stream()).toList();

    @Test
    void everyModuleIsLookedAt() {
        for (String module : List.of("hal", "telemetry", "firmware", "simulator")) {
            assertFalse(main.stream().noneMatch(file -> file.startsWith(Tree.ROOT.resolve(module))), module);
        }
    }

    @Test
    void filesAreShort() {
        assertEquals(List.of(), SourceRules.tooLongFiles(main, SourceRules.LONGEST_FILE));
        assertEquals(List.of(), SourceRules.tooLongFiles(tests, SourceRules.LONGEST_TEST_FILE));
    }

    @Test
    void methodsAreShort() {
        assertEquals(List.of(), SourceRules.tooLongMethods(all));
    }

    @Test
    void nothingIsLeftForLater() {
        assertEquals(List.of(), SourceRules.unfinished(all));
    }

    @Test
    void noTestIsSwitchedOff() {
        assertEquals(List.of(), SourceRules.disabledTests(tests));
    }

    @Test
    void everySilencedWarningSaysWhy() {
        assertEquals(List.of(), SourceRules.suppressionsWithoutReason(all));
    }

    @Test
    void everyPackageSaysWhatItDecides() {
        assertEquals(List.of(), SourceRules.packagesWithoutInfo(main));
    }

    @Test
    void whatBreaksARuleIsFound(@TempDir Path directory) throws IOException {
        Path bad = directory.resolve("Bad.java");
        String method =
                "    void long_() {\n" + "        assert true;\n".repeat(SourceRules.LONGEST_METHOD) + "    }\n";
        String filler = "// filler\n".repeat(SourceRules.LONGEST_FILE);
        String note = "// TO" + "DO later\n";
        Files.writeString(
                bad, note + "@SuppressWarnings(\"all\")\n@Dis" + "abled\nclass Bad {\n" + method + "}\n" + filler);
        List<Path> sources = List.of(bad);

        assertEquals(
                1, SourceRules.tooLongFiles(sources, SourceRules.LONGEST_FILE).size());
        assertEquals(1, SourceRules.tooLongMethods(sources).size());
        assertEquals(1, SourceRules.unfinished(sources).size());
        assertEquals(1, SourceRules.disabledTests(sources).size());
        assertEquals(1, SourceRules.packagesWithoutInfo(sources).size());
        assertEquals(0, SourceRules.suppressionsWithoutReason(sources).size(), "the note above counts as a reason");

        Files.writeString(bad, "@SuppressWarnings(\"all\")\nclass Bad {}\n");
        assertEquals(1, SourceRules.suppressionsWithoutReason(sources).size());
    }
}
