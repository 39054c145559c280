package org.steadyflow.firmware.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;

/** What the page says, without a browser. */
final class PageScriptsTest {
    /** As many letters as the smaller panel has room for in one line. */
    private static final int TITLE_LETTERS = 24;

    /** Only fields of the pump's messages are written so in the scripts. */
    private static final Pattern FIELD = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b");

    private static final int STEP_LETTERS = 62;
    private static final int ADVICE_LETTERS = 80;

    @Test
    void numbersTimesAndStatesReadAsTheyShould() throws Exception {
        assumeTrue(isOnPath("node"), "node is not installed");
        Path check = resource("check.mjs");
        Path scripts = Objects.requireNonNull(resource("format.js").getParent());
        Process node = new ProcessBuilder("node", check.toString(), scripts.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(node.waitFor(30, TimeUnit.SECONDS), "node ends");
        assertEquals(0, node.exitValue(), said);
    }

    @Test
    void everyAlarmHasATitleAndStepsThatFitTheSmallerPanel() {
        for (AlarmCode code : AlarmCode.values()) {
            AlarmWords words = AlarmWords.of(code);
            assertTrue(words.title().length() <= TITLE_LETTERS, words.title());
            assertTrue(!words.steps().isEmpty() && words.steps().size() <= 3, code + " has one to three steps");
            for (String step : words.steps()) {
                int room = words.steps().size() == 1 ? ADVICE_LETTERS : STEP_LETTERS;
                assertTrue(step.length() <= room && step.endsWith("."), step);
            }
        }
    }

    @Test
    void everyFieldThatThePageReadsIsOneThatThePumpSays() throws Exception {
        Path directory = Objects.requireNonNull(resource("format.js").getParent());
        String said = Json.MAPPER.writeValueAsString(PumpStates.all().values())
                + Json.MAPPER.writeValueAsString(new OperatorMessage.Reply("1", false, List.of()));
        for (String script : List.of("panel.js", "nurse.js", "accept.js", "view.js", "regimens.js", "keying.js")) {
            FIELD.matcher(Files.readString(directory.resolve(script)))
                    .results()
                    .map(MatchResult::group)
                    .forEach(field -> assertTrue(said.contains("\"" + field + "\":"), script + " reads " + field));
        }
    }

    @Test
    void thePageAsksForNothingFromElsewhere() throws Exception {
        Path directory = Objects.requireNonNull(resource("format.js").getParent());
        try (var files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> !path.toString().endsWith(".class")).toList()) {
                String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
                assertTrue(!text.contains("http://") && !text.contains("https://"), file + " names another site");
            }
        }
    }

    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(Panel.class.getResource(name)).toURI());
    }

    private static boolean isOnPath(String program) {
        List<String> directories = Arrays.asList(
                Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator));
        return directories.stream().anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
