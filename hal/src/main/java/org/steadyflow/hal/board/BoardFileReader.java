package org.steadyflow.hal.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.steadyflow.hal.chip.Tmc5160Settings;
import org.steadyflow.hal.device.Mechanism;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a board file, format {@code steadyflow/board/1}: JSON as docs/schema/board-1.schema.json describes it. */
public final class BoardFileReader {
    public static final String KIND = "steadyflow/board/1";

    /** Far more than any board needs. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final int LAST_PIN = 27;
    /** At reset these are pulled up, and old firmware drives some of them. */
    private static final int LAST_PULLED_UP = 8;

    private static final List<Integer> PWM_PINS = List.of(12, 13, 18, 19);
    private static final List<Integer> UART_PINS = List.of(14, 15);
    /** Where the overlays of a Raspberry Pi 4 put each bus unless told otherwise; bus 2 is inside, that of HDMI. */
    private static final SortedMap<Integer, List<Integer>> BUS_PINS = new TreeMap<>(Map.of(
            0, List.of(0, 1),
            1, List.of(2, 3),
            3, List.of(4, 5),
            4, List.of(8, 9),
            5, List.of(12, 13),
            6, List.of(22, 23)));

    private static final int LAST_BUS = 31;
    private static final int FIRST_ADC = 0x48;
    private static final int LAST_ADC = 0x4B;
    private static final int FIRST_FRAM = 0x50;
    private static final int LAST_FRAM = 0x57;
    private static final int MOST_CHANNEL = 3;
    private static final int MOST_MV = 4_096;
    private static final int MOST_UV_PER_UNIT = 1_000_000;
    private static final int LAST_NODE = 254;
    private static final int LEAST_BAUD = 115_200;
    private static final int MOST_BAUD = 500_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<String> problems = new ArrayList<>();

    private BoardFileReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException where it cannot be read at all
     */
    public static BoardReading read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MOST_BYTES + 1));
        }
    }

    /**
     * The board of a file that must be good.
     *
     * @throws IOException where it cannot be read, or with a line for each of its problems
     */
    public static BoardFile require(Path file) throws IOException {
        try {
            return accepted(file.toString(), read(file));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
    }

    /**
     * The board of bytes that must be good.
     *
     * @param name of what they are, for the problems
     * @throws IOException with a line for each of their problems
     */
    public static BoardFile require(String name, byte[] utf8) throws IOException {
        return accepted(name, read(utf8));
    }

    private static BoardFile accepted(String name, BoardReading reading) throws IOException {
        return switch (reading) {
            case BoardReading.Accepted(BoardFile board) -> board;
            case BoardReading.Refused refused ->
                throw new IOException(name + ": " + String.join("\n" + name + ": ", refused.problems()));
        };
    }

    /** What the bytes say, or every problem of them; never an exception for what a file holds. */
    public static BoardReading read(byte[] utf8) {
        return new BoardFileReader().parse(utf8);
    }

    private BoardReading parse(byte[] utf8) {
        if (utf8.length > MOST_BYTES) {
            return refused("the file is longer than 64 KiB, which no board file is");
        }
        try {
            JsonNode root = JSON.readTree(new String(utf8, UTF_8));
            return root.isObject() ? read(new BoardSection("", root, problems)) : refused("the file is no JSON object");
        } catch (JacksonException e) {
            return refused("the file is no JSON: " + e.getOriginalMessage());
        }
    }

    private static BoardReading refused(String problem) {
        return new BoardReading.Refused(List.of(problem));
    }

    private BoardReading read(BoardSection file) {
        String kind = file.text("schema");
        if (!kind.equals(KIND)) {
            return refused("schema: must be " + KIND + ", not \"" + kind + "\"");
        }
        file.only(
                "$schema",
                "schema",
                "note",
                "board",
                "mechanism",
                "motor",
                "control_bus",
                "monitor_bus",
                "pins",
                "sensors");
        String board = file.name("board");
        Mechanism mechanism = mechanism(file);
        BoardFile.Motor motor = motor(file.section("motor"));
        BoardFile.ControlBus control = controlBus(file.section("control_bus"));
        BoardFile.MonitorBus monitor = monitorBus(file.section("monitor_bus"));
        Map<PinRole, Integer> pins = pins(file.section("pins"));
        BoardFile.Sensors sensors = sensors(file.section("sensors"));
        checkBuses(control, monitor);
        checkPins(pins, control, monitor);
        checkChannels(sensors);
        return problems.isEmpty()
                ? new BoardReading.Accepted(new BoardFile(board, mechanism, motor, control, monitor, pins, sensors))
                : new BoardReading.Refused(problems);
    }

    private Mechanism mechanism(BoardSection file) {
        String label = file.text("mechanism");
        return Mechanism.labelled(label).orElseGet(() -> {
            if (!label.isEmpty()) {
                String known = String.join(
                        ", ", Mechanism.all().stream().map(Mechanism::label).toList());
                problems.add("mechanism: \"" + label + "\" is none; one of " + known);
            }
            return new Mechanism.Cassette();
        });
    }

    private BoardFile.Motor motor(BoardSection motor) {
        motor.only("device", "baud", "node", "wiring", "run_current_percent", "hold_current_percent");
        int run = motor.number("run_current_percent", Tmc5160Settings.LEAST_PERCENT, Tmc5160Settings.MOST_PERCENT);
        int hold = motor.number("hold_current_percent", Tmc5160Settings.LEAST_PERCENT, Tmc5160Settings.MOST_PERCENT);
        if (run >= 0 && hold > run) {
            problems.add("motor.hold_current_percent: " + hold + " is more than run_current_percent, " + run
                    + "; a motor at rest needs less than one that turns");
        }
        return new BoardFile.Motor(
                motor.path("device"),
                motor.number("baud", LEAST_BAUD, MOST_BAUD),
                motor.number("node", 0, LAST_NODE),
                motor.choice("wiring", BoardFile.Wiring.values()),
                run,
                hold);
    }

    private static BoardFile.ControlBus controlBus(BoardSection bus) {
        bus.only("number", "adc", "fram");
        return new BoardFile.ControlBus(
                bus.number("number", 0, LAST_BUS),
                bus.address("adc", FIRST_ADC, LAST_ADC),
                bus.address("fram", FIRST_FRAM, LAST_FRAM));
    }

    private static BoardFile.MonitorBus monitorBus(BoardSection bus) {
        bus.only("number");
        return new BoardFile.MonitorBus(bus.number("number", 0, LAST_BUS));
    }

    private static Map<PinRole, Integer> pins(BoardSection section) {
        section.only(PinRole.labels().toArray(String[]::new));
        Map<PinRole, Integer> pins = new EnumMap<>(PinRole.class);
        for (PinRole role : PinRole.values()) {
            pins.put(role, section.number(role.label(), 0, LAST_PIN));
        }
        return pins;
    }

    private static BoardFile.Sensors sensors(BoardSection sensors) {
        sensors.only("upstream", "downstream", "air", "board_temperature");
        BoardSection air = sensors.section("air");
        air.only("channel");
        return new BoardFile.Sensors(
                scaled(sensors.section("upstream"), "uv_per_mmhg"),
                scaled(sensors.section("downstream"), "uv_per_mmhg"),
                air.number("channel", 0, MOST_CHANNEL),
                scaled(sensors.section("board_temperature"), "uv_per_celsius"));
    }

    private static BoardFile.Scaled scaled(BoardSection sensor, String slope) {
        sensor.only("channel", "zero_mv", slope);
        return new BoardFile.Scaled(
                sensor.number("channel", 0, MOST_CHANNEL),
                sensor.number("zero_mv", 0, MOST_MV),
                sensor.number(slope, 1, MOST_UV_PER_UNIT));
    }

    private void checkBuses(BoardFile.ControlBus control, BoardFile.MonitorBus monitor) {
        checkBus("control_bus.number", control.number());
        checkBus("monitor_bus.number", monitor.number());
        if (control.number() >= 0 && control.number() == monitor.number()) {
            problems.add("monitor_bus.number: bus " + monitor.number()
                    + " is control's; the monitor needs one that nothing of control's can hold");
        }
    }

    /** A bus whose pins are not known could share one with what moves the motor, unnoticed. */
    private void checkBus(String field, int number) {
        if (number >= 0 && !BUS_PINS.containsKey(number)) {
            String known = BUS_PINS.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
            problems.add(field + ": no pins are known for bus " + number + "; take one of " + known);
        }
    }

    private void checkPins(Map<PinRole, Integer> pins, BoardFile.ControlBus control, BoardFile.MonitorBus monitor) {
        Map<Integer, String> taken = new LinkedHashMap<>();
        UART_PINS.forEach(pin -> taken.put(pin, "the motor's serial line"));
        BUS_PINS.getOrDefault(control.number(), List.of()).forEach(pin -> taken.put(pin, "control_bus"));
        BUS_PINS.getOrDefault(monitor.number(), List.of()).forEach(pin -> taken.put(pin, "monitor_bus"));
        for (PinRole role : PinRole.values()) {
            int pin = pins.getOrDefault(role, -1);
            if (pin >= 0) {
                checkPin(taken, role, pin);
            }
        }
    }

    private void checkPin(Map<Integer, String> taken, PinRole role, int pin) {
        String field = "pins." + role.label();
        String first = taken.putIfAbsent(pin, field);
        if (first != null) {
            problems.add(field + ": GPIO " + pin + " is also that of " + first + "; give each part its own line");
        }
        if (role.kind() == PinRole.Kind.POWER && pin <= LAST_PULLED_UP) {
            problems.add(
                    field + ": GPIO " + pin
                            + " is pulled up at reset and may be driven at boot; what moves or powers the motor is on GPIO 9 to 27");
        }
        if (role.kind() == PinRole.Kind.TONE && !PWM_PINS.contains(pin)) {
            problems.add(field + ": GPIO " + pin + " has no hardware PWM; take 12, 13, 18 or 19");
        }
    }

    private void checkChannels(BoardFile.Sensors sensors) {
        Map<Integer, String> taken = new LinkedHashMap<>();
        claimChannel(taken, sensors.upstream().channel(), "sensors.upstream.channel");
        claimChannel(taken, sensors.downstream().channel(), "sensors.downstream.channel");
        claimChannel(taken, sensors.air(), "sensors.air.channel");
        claimChannel(taken, sensors.boardTemperature().channel(), "sensors.board_temperature.channel");
    }

    private void claimChannel(Map<Integer, String> taken, int channel, String field) {
        String first = channel < 0 ? null : taken.putIfAbsent(channel, field);
        if (first != null) {
            problems.add(field + ": channel " + channel + " is also that of " + first + "; give each sensor its own");
        }
    }
}
