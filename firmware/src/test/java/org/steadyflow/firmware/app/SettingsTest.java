package org.steadyflow.firmware.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        assertEquals(6, said.stream().filter(line -> line.contains("test.conf")).count(), run.err());
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
        Given given = Given.read(ControlProgram.PROGRAM, conf, false, Map.of("pump", "two"))
                .require();
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

    static Stream<Arguments> shipped() {
        return Stream.of(
                Arguments.of("control", ControlProgram.PROGRAM),
                Arguments.of("monitor", MonitorProgram.PROGRAM),
                Arguments.of("panel", PanelProgram.PROGRAM),
                Arguments.of("link", LinkProgram.PROGRAM),
                Arguments.of("update", UpdateCheckProgram.PROGRAM));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theFileThatThePackageBringsIsGoodOnceThePumpIsNamed(String name, Program program) throws IOException {
        Path shipped = Path.of("src/main/packaging/etc", name + ".conf");
        // what is commented out is an example of a good value, except where it is left empty
        List<String> lines = Files.readAllLines(shipped).stream()
                .map(line -> line.matches("#[a-z-]+ = .+") ? line.substring(1) : line)
                .toList();
        Path conf = conf(lines.toArray(String[]::new));
        assertEquals(List.of(), Given.read(program, conf, false, Map.of()).faults());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theFileThatThePackageBringsNamesEverySettingThatIsCommentedOut(String name, Program program)
            throws IOException {
        List<String> known = program.settings().stream().map(Setting::name).toList();
        Files.readAllLines(Path.of("src/main/packaging/etc", name + ".conf")).stream()
                .filter(line -> line.matches("#?[a-z-]+ =.*"))
                .map(line -> line.replace("#", "").split(" ", -1)[0])
                .forEach(setting -> assertTrue(known.contains(setting), setting));
    }

    @Test
    void everyFileThatTheSettingsNameIsOpenedAndEachFaultIsTold() throws IOException {
        Path board = Files.writeString(
                dir.resolve("board.json"),
                Files.readString(Path.of("../docs/examples/boards/reference.json"))
                        .replace("\"sounder\": 13", "\"sounder\": 14"));
        Path key = Files.writeString(dir.resolve("key.pub"), "no key");
        Path conf = conf(
                "pump = two words",
                "board = " + board,
                "pharmacist-key = " + key,
                "library = " + dir.resolve("none.json"),
                "data = " + dir);
        Run run = Run.of("control", "--check", "--config", conf.toString());
        assertEquals(ExitCode.BAD_INPUT, run.code());
        assertTrue(run.err().contains("two words"), run.err());
        assertTrue(run.err().contains("pins.sounder: GPIO 14 is also that of"), run.err());
        assertTrue(run.err().contains("pins.sounder: GPIO 14 has no hardware PWM"), run.err());
        assertTrue(run.err().contains("pharmacist-key: " + key), run.err());
    }

    @Test
    void aLibraryWithoutItsSignatureAndAMechanismThatIsNotTheBoardsAreFaults() throws IOException {
        Path examples = Path.of("../docs/examples").toAbsolutePath();
        Path library = Files.copy(examples.resolve("library.json"), dir.resolve("library.json"));
        List<String> lines = List.of(
                "pump = pump-1",
                "board = " + examples.resolve("boards/reference.json"),
                "pharmacist-key = " + examples.resolve("keys/EXAMPLE-never-trust.pub"),
                "library = " + library,
                "data = " + dir);
        List<String> wrong = new ArrayList<>(lines);
        wrong.add("mechanism = syringe-60");
        Run bad = Run.of(
                "control",
                "--check",
                "--config",
                conf(wrong.toArray(String[]::new)).toString());
        assertEquals(ExitCode.BAD_INPUT, bad.code());
        assertTrue(bad.err().contains("library: the library is refused: "), bad.err());
        assertTrue(bad.err().contains("syringe-60") && bad.err().contains("cassette"), bad.err());
        assertEquals(2, bad.err().lines().count(), bad.err());
        Files.copy(examples.resolve("library.json.sig"), dir.resolve("library.json.sig"));
        Run good = Run.of(
                "control",
                "--check",
                "--config",
                conf(lines.toArray(String[]::new)).toString());
        assertEquals(ExitCode.OK, good.code(), good.err());
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(3, files.count(), "a check writes nothing");
        }
    }

    @Test
    void aPumpThatWouldTakeNoPrescriptionIsToldSo() throws IOException {
        Path conf = conf(
                "pump = pump-1",
                "board = " + Path.of("../docs/examples/boards/reference.json").toAbsolutePath(),
                "data = " + dir.resolve("data"));
        Run run = Run.of("control", "--check", "--config", conf.toString());
        assertTrue(run.err().contains("no pharmacist-key is set or kept"), run.err());
        assertFalse(Files.exists(dir.resolve("data")));
    }

    @Test
    void aProgramThatNeedsAPartOfAFileDoesNotMindTheRest() throws IOException {
        Path conf = conf("mechanism = windmill", "data = " + dir, "operator-socket = " + dir.resolve("none"));
        assertEquals(
                ExitCode.OK,
                Run.of("therapy-state", "--config", conf.toString()).code());
        assertEquals(
                ExitCode.OK,
                Run.of("board-check", "--check", "--config", conf.toString()).code());
        Path unknown = conf("windmill = 1");
        assertEquals(
                ExitCode.BAD_INPUT,
                Run.of("therapy-state", "--config", unknown.toString()).code());
    }

    @Test
    void aKeyThatOnlyItsOwnerMayReadIsAFault() throws IOException {
        Path key = Files.copy(Path.of("../docs/examples/keys/EXAMPLE-never-trust.pub"), dir.resolve("pharmacy.pub"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path conf = conf(
                "board = " + Path.of("../docs/examples/boards/reference.json").toAbsolutePath(),
                "pharmacist-key = " + key,
                "data = " + dir);
        Run run = Run.of("monitor", "--check", "--config", conf.toString());
        assertEquals(ExitCode.BAD_INPUT, run.code());
        assertTrue(run.err().contains("sudo chmod 0644"), run.err());
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

    /** It ends by itself and opens nothing of the machine that it runs on. */
    @Test
    @Timeout(60)
    void theStartsCanBeRehearsedWithoutHardware() throws IOException {
        Run run = Run.of("rehearse", "--config", conf().toString());
        assertEquals(ExitCode.OK, run.code(), run.err());
    }

    private Path conf(String... lines) throws IOException {
        return Files.writeString(dir.resolve("test.conf"), String.join("\n", lines));
    }
}
