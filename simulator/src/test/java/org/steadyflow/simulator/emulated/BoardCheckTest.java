package org.steadyflow.simulator.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardReading;
import org.steadyflow.hal.board.PartReport;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.simulator.chips.BusFault;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.MotorLine;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.world.HardKey;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** What is wrong with a board is told part by part, and nothing has moved. */
@Tag("REQ-321")
class BoardCheckTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int FRAM = 0x50;
    private static final int DEVICE_ID = 0x7C;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard chips = EmulatedBoard.of(SharedWorld.of(world), 1);

    @SuppressWarnings("NullAway.Init") // set by open()
    private MotorLine line;

    @SuppressWarnings("NullAway.Init") // set by open()
    private ChipLines lines;

    @BeforeEach
    void open() throws IOException {
        line = chips.openMotorLine(folder.resolve("motor"));
        lines = ChipLines.of(chips, line.path());
    }

    @AfterEach
    void close() throws IOException {
        world.advance(SECOND_NS);
        assertEquals(0, world.truth().shaftMicrosteps());
        lines.close();
        line.close();
    }

    @Test
    void aWholeBoardIsInOrder() throws IOException {
        List<PartReport> reports = check(ReferenceBoard.file(), lines);
        assertEquals(List.of(), BoardCheck.faults(reports));
        assertEquals(13, reports.size());
        assertTrue(BoardCheck.table(reports).stream().skip(1).allMatch(row -> row.startsWith("ok ")));
    }

    @Test
    void swappedSensorsAreFoundByWhatTheySayAtRest() throws IOException {
        BoardFile swapped =
                board(text -> text.replace("\"downstream\": { \"channel\": 1", "\"downstream\": { \"channel\": 2")
                        .replace("\"air\": { \"channel\": 2 }", "\"air\": { \"channel\": 1 }"));
        List<String> faults = BoardCheck.faults(check(swapped, lines));
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(
                faults.getFirst()
                        .matches("air detector \\(ADS1115\\): it says \\d+ mV, which it cannot at rest: "
                                + "swapped channels or wires"),
                faults::toString);
    }

    @Test
    void anotherChipAtAnAddressIsNamed() throws IOException {
        List<String> faults =
                BoardCheck.faults(check(ReferenceBoard.file(), new Rewired(lines, bus -> otherFram(lines.i2c(bus)))));
        assertEquals(List.of("FRAM MB85RC256V (i2c): another chip answers at this address"), faults);
    }

    @Test
    void aMissingDeviceIsToldOnceForItsLineAndOnceForEachPartOnIt() throws IOException {
        List<String> faults = BoardCheck.faults(check(ReferenceBoard.file(), new Rewired(lines, bus -> {
            if (bus == EmulatedBoard.MONITOR_BUS) {
                throw new IOException("/dev/i2c-3 is not there: enable it");
            }
            return lines.i2c(bus);
        })));
        assertEquals(
                List.of(
                        "bus (i2c-3): /dev/i2c-3 is not there: enable it",
                        "angle sensor AS5600 (i2c-3): it does not answer"),
                faults);
    }

    @Test
    void aHeldBusAndASilentDriverAreTold() throws IOException {
        chips.busFaults(EmulatedBoard.CONTROL_BUS).lasting(BusFault.STUCK);
        line.unplug();
        List<String> faults = BoardCheck.faults(check(ReferenceBoard.file(), lines));
        assertEquals(9, faults.size(), faults::toString);
        assertTrue(
                faults.contains(
                        "clock DS3231 (i2c): no answer came in time: no power, a broken line, or a bus held" + " low"),
                faults::toString);
    }

    @Test
    void aHeldKeyIsTold() throws IOException {
        world.press(HardKey.STOP, 60 * SECOND_NS);
        assertEquals(
                List.of(
                        "keys (gpio): the stop key is held or stuck: free it",
                        "stop key, monitor's line (gpio): the stop key is held or stuck: free it"),
                BoardCheck.faults(check(ReferenceBoard.file(), lines)));
    }

    private List<PartReport> check(BoardFile board, BoardLines on) {
        return BoardCheck.run(board, on, ChipLines.timeOf(chips));
    }

    private static BoardFile board(UnaryOperator<String> change) throws IOException {
        try (InputStream in = BoardCheckTest.class.getResourceAsStream("/examples/boards/reference.json")) {
            String text = new String(assertInstanceOf(InputStream.class, in).readAllBytes(), StandardCharsets.UTF_8);
            BoardReading reading = BoardFileReader.read(change.apply(text).getBytes(StandardCharsets.UTF_8));
            return assertInstanceOf(BoardReading.Accepted.class, reading, reading::toString)
                    .board();
        }
    }

    /** The address of the memory and of what it is belong to a chip that tells another id. */
    private static I2cLink otherFram(I2cLink real) {
        return (address, out, in) ->
                address == DEVICE_ID || address == FRAM ? BusResult.OK : real.transfer(address, out, in);
    }

    private interface Rewiring {
        I2cLink bus(int number) throws IOException;
    }

    /** The same board with other buses. */
    private record Rewired(BoardLines lines, Rewiring buses) implements BoardLines {
        @Override
        public I2cLink i2c(int bus) throws IOException {
            return buses.bus(bus);
        }

        @Override
        public SerialLink serial(BoardFile.Motor motor) throws IOException {
            return lines.serial(motor);
        }

        @Override
        public DigitalIn in(int pin) throws IOException {
            return lines.in(pin);
        }

        @Override
        public DigitalOut out(int pin) throws IOException {
            return lines.out(pin);
        }

        @Override
        public ToneOut tone(int pin) throws IOException {
            return lines.tone(pin);
        }

        @Override
        public void close() {}
    }
}
