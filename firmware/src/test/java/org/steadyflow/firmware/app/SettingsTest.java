package org.steadyflow.firmware.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a program is told what it is. */
@Tag("REQ-310")
class SettingsTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void everyFaultOfAFileIsToldAtOnce() throws IOException {
        Path conf = conf(
                "pump = two words", "pumps = 1", "board", "data = relative", "patient =", "patient = A", "patient = B");
        Run run = Run.of("control", "--check", "--config", conf.toString());
        assertEquals(ExitCode.BAD_INPUT, run.code());
        List<String> said = run.err().lines().toList();
        assertEquals(6, said.size(), run.err());
        assertTrue(run.err().contains("\"two words\" must be 1 to 64 letters, digits and hyphens."), run.err());
        assertTrue(run.err().contains("line 2: there is no setting \"pumps\""), run.err());
        assertTrue(run.err().contains("line 3: must be name = value"), run.err());
        assertTrue(run.err().contains("data: \"relative\" must be a path that begins with /."), run.err());
        assertTrue(run.err().contains("line 5: patient has no value"), run.err());
        assertTrue(run.err().contains("line 7: patient is set a second time."), run.err());
    }

    @Test
    void theCommandLineWinsOverTheFile() throws Exception {
        Path conf = conf("# who", "", "  pump = one  ", "patient = Jane = Doe");
        Given given = Given.of(ControlProgram.SETTINGS, conf, false, Map.of("pump", "two"));
        assertEquals("two", given.word("pump"));
        assertEquals(Optional.of("Jane = Doe"), given.text("patient"));
        assertEquals("/var/lib/steadyflow/control", given.word("data"));
        assertEquals(Optional.empty(), given.text("library"));
    }

    @Test
    void whatIsRequiredAndNotSetIsNamedWithBothPlacesForIt() {
        Run run = Run.of("link", "--check", "--config", dir.resolve("none.conf").toString());
        assertEquals(ExitCode.BAD_INPUT, run.code());
        assertTrue(run.err().contains("none.conf: there is no such file."), run.err());
        assertTrue(run.err().contains("broker is not set"), run.err());
        assertTrue(run.err().contains("or with --broker."), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "ssl://broker.example:8883, true",
        "tcp://127.0.0.1:1883, true",
        "tcp://localhost:1883, true",
        "tcp://broker.example:1883, false",
        "ssl://broker.example, false",
        "http://broker.example:80, false",
        "ssl://broker.example:8883/topic, false",
        "broker, false",
        "ssl://a b:1, false"
    })
    void onlyABrokerOnThisMachineIsSpokenToInTheClear(String broker, boolean good) {
        assertEquals(good, SettingKind.BROKER.fault(broker).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "80a", ""})
    void aPortIsANumberThatAPortCanHave(String port) {
        assertTrue(SettingKind.PORT.fault(port).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "monitor", "panel", "link", "update"})
    void theFileThatThePackageBringsIsGoodOnceThePumpIsNamed(String name) throws IOException {
        Path shipped = Path.of("src/main/packaging/etc", name + ".conf");
        // what is commented out is an example of a good value, except where it is left empty
        List<String> lines = Files.readAllLines(shipped).stream()
                .map(line -> line.matches("#[a-z-]+ = .+") ? line.substring(1) : line)
                .toList();
        Path conf = conf(lines.toArray(String[]::new));
        Run run = name.equals("update")
                ? Run.of("update", "check", "--check", "--config", conf.toString(), "x")
                : Run.of(name, "--check", "--config", conf.toString());
        assertEquals(ExitCode.OK, run.code(), run.err());
    }

    @Test
    void theDocumentNamesEverySetting() throws IOException {
        String page = Files.readString(Path.of("../docs/package.md"));
        Stream.of(
                        ControlProgram.PROGRAM,
                        MonitorProgram.PROGRAM,
                        PanelProgram.PROGRAM,
                        LinkProgram.PROGRAM,
                        UpdateCheckProgram.PROGRAM)
                .flatMap(program -> program.settings().stream())
                .forEach(setting -> assertTrue(page.contains("`" + setting.name() + "`"), setting.name()));
    }

    private Path conf(String... lines) throws IOException {
        return Files.writeString(dir.resolve("test.conf"), String.join("\n", lines));
    }
}
