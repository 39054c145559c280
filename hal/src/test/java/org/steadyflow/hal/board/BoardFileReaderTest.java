package org.steadyflow.hal.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.hal.device.Mechanism;

@Tag("REQ-320")
class BoardFileReaderTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "boards", "reference.json");
    private static final Path SCHEMA = Path.of("..", "docs", "schema", "board-1.schema.json");

    @Test
    void readsTheReferenceBoard() throws IOException {
        BoardFile board = board(Files.readString(EXAMPLE));
        assertEquals("reference-1", board.board());
        assertEquals(new Mechanism.Cassette(), board.mechanism());
        assertEquals(
                new BoardFile.Motor(Path.of("/dev/serial0"), 500_000, 1, BoardFile.Wiring.SINGLE_WIRE, 16, 8),
                board.motor());
        assertEquals(new BoardFile.ControlBus(1, 0x48, 0x50), board.controlBus());
        assertEquals(new BoardFile.MonitorBus(3), board.monitorBus());
        assertEquals(17, board.pin(PinRole.MOTOR_ENABLE));
        assertEquals(new BoardFile.Scaled(1, 500, 2_000), board.sensors().downstream());
        assertEquals(2, board.sensors().air());
    }

    @Test
    void thePublishedSchemaTakesTheReferenceBoardAndKnowsEveryRole() throws IOException {
        String text = Files.readString(SCHEMA);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
        assertEquals(List.of(), schema.validate(Files.readString(EXAMPLE), InputFormat.JSON));
        for (PinRole role : PinRole.values()) {
            assertTrue(text.contains('"' + role.label() + '"'), role.label());
            assertFalse(schema.validate(with("\"" + role.label() + "\"", "\"x\""), InputFormat.JSON)
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"lamp_red\": 9 | \"lamp_red\": 17 | pins.lamp_red: GPIO 17 is also that of pins.motor_enable; give each part its own line",
                "\"motor_rail\": 27 | \"motor_rail\": 7 | pins.motor_rail: GPIO 7 is pulled up at reset and may be driven at boot; what moves or powers the motor is on GPIO 9 to 27",
                "\"door\": 6 | \"door\": 14 | pins.door: GPIO 14 is also that of the motor's serial line; give each part its own line",
                "\"door\": 6 | \"door\": 5 | pins.door: GPIO 5 is also that of monitor_bus; give each part its own line",
                "\"door\": 6 | \"door\": 28 | pins.door: must be a whole number from 0 to 27, not 28",
                "\"door\": 6 | \"doors\": 6 | pins.door: is missing; it must be a whole number from 0 to 27",
                "\"sounder\": 13 | \"sounder\": 5 | pins.sounder: GPIO 5 has no hardware PWM; take 12, 13, 18 or 19",
                "\"number\": 3 | \"number\": 1 | monitor_bus.number: bus 1 is control's; the monitor needs one that nothing of control's can hold",
                "\"fram\": \"0x50\" | \"fram\": 80 | control_bus.fram: must be a text of 1 to 200 characters",
                "\"fram\": \"0x50\" | \"fram\": \"0x7c\" | control_bus.fram: must be an address from \"0x50\" to \"0x57\", not \"0x7c\"",
                "\"air\": { \"channel\": 2 } | \"air\": { \"channel\": 1 } | sensors.air.channel: channel 1 is also that of sensors.downstream.channel; give each sensor its own",
                "\"cassette\" | \"casette\" | mechanism: \"casette\" is none; one of cassette, syringe-1, syringe-3, syringe-5, syringe-10, syringe-20, syringe-60",
                "\"/dev/serial0\" | \"serial0\" | motor.device: must be an absolute path as /dev/serial0, not \"serial0\"",
                "\"single_wire\" | \"joined\" | motor.wiring: must be one of single_wire, separate, not \"joined\"",
                "500000 | 9600 | motor.baud: must be a whole number from 115,200 to 500,000, not 9600",
                "steadyflow/board/1 | steadyflow/bord/1 | schema: must be steadyflow/board/1, not \"steadyflow/bord/1\"",
                "\"hold_current_percent\": 8 | \"hold_current_percent\": 0 | motor.hold_current_percent: must be a whole number from 7 to 100, not 0",
                "\"hold_current_percent\": 8 | \"hold_current_percent\": 17 | motor.hold_current_percent: 17 is more than run_current_percent, 16; a motor at rest needs less than one that turns",
                "\"number\": 3 | \"number\": 6 | pins.rail_dump: GPIO 22 is also that of monitor_bus; give each part its own line",
                "\"number\": 3 | \"number\": 2 | monitor_bus.number: no pins are known for bus 2; take one of 0, 1, 3, 4, 5, 6",
                "\"number\": 1 | \"number\": 7 | control_bus.number: no pins are known for bus 7; take one of 0, 1, 3, 4, 5, 6",
                "\"reference-1\" | \"\" | board: must be a text of 1 to 200 characters",
            })
    void saysWhatIsWrongAndWhatToDo(String right, String wrong, String sentence) throws IOException {
        List<String> problems = problems(with(right, wrong));
        assertTrue(problems.contains(sentence), () -> sentence + " is not in " + problems);
    }

    @Test
    void saysAllFaultsOfOneFile() throws IOException {
        String text = with("\"door\": 6", "\"door\": 99")
                .replace("\"node\": 1", "\"node\": 255")
                .replace("\"baud\"", "\"boud\"");
        assertEquals(4, problems(text).size(), () -> problems(text).toString());
    }

    @Test
    void aMissingSectionIsOneProblem() throws IOException {
        assertEquals(
                List.of(
                        "monitor_bas: is not a field of a board file; known here: $schema, schema, note, board, mechanism, motor, control_bus, monitor_bus, pins, sensors",
                        "monitor_bus: is missing"),
                problems(with("\"monitor_bus\"", "\"monitor_bas\"")));
    }

    @Test
    void whatIsNoJsonIsRefusedInOneSentence() {
        assertTrue(problems("{\"schema\": ").getFirst().startsWith("the file is no JSON: "));
        assertEquals(List.of("the file is no JSON object"), problems("[]"));
        byte[] long64 = new byte[64 * 1024 + 1];
        Arrays.fill(long64, (byte) ' ');
        assertEquals(
                List.of("the file is longer than 64 KiB, which no board file is"),
                problems(new String(long64, StandardCharsets.UTF_8)));
    }

    @Test
    void nothingThatPowersTheMotorIsWhereBootMayDriveIt() throws IOException {
        Map<PinRole, Integer> pins = board(Files.readString(EXAMPLE)).pins();
        assertTrue(pins.entrySet().stream()
                .filter(pin -> pin.getKey().kind() == PinRole.Kind.POWER)
                .allMatch(pin -> pin.getValue() >= 9));
        assertEquals(
                pins.size(), pins.values().stream().collect(Collectors.toSet()).size());
    }

    private static String with(String right, String wrong) throws IOException {
        String text = Files.readString(EXAMPLE);
        assertTrue(text.contains(right), right);
        return text.replace(right, wrong);
    }

    private static BoardFile board(String text) {
        BoardReading reading = BoardFileReader.read(text.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(BoardReading.Accepted.class, reading, reading::toString)
                .board();
    }

    private static List<String> problems(String text) {
        BoardReading reading = BoardFileReader.read(text.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(BoardReading.Refused.class, reading).problems();
    }
}
